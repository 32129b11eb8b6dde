import type { Metadata } from 'next';
import { ApproveScreen } from '@/components/rollouts/approve/approve-screen';

export const metadata: Metadata = { title: 'Approve a rollout' };

export default function ApprovePage() {
  return <ApproveScreen />;
}
