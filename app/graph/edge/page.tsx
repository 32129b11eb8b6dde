import type { Metadata } from 'next';
import { EdgeScreen } from '@/components/graph/edge/edge-screen';

export const metadata: Metadata = { title: 'Edge' };

export default function EdgePage() {
  return <EdgeScreen />;
}
