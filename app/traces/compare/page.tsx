import type { Metadata } from 'next';
import { ComparePage } from '@/components/traces/compare/compare-page';

export const metadata: Metadata = { title: 'Compare traces' };

export default function TraceComparePage() {
  return <ComparePage />;
}
