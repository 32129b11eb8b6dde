import type { Metadata } from 'next';
import { RolloutsScreen } from '@/components/rollouts/list/rollouts-screen';

export const metadata: Metadata = { title: 'Rollouts' };

export default function RolloutsPage() {
  return <RolloutsScreen />;
}
