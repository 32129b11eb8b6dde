import type { Metadata } from 'next';
import { NewRolloutScreen } from '@/components/rollouts/plan/new-rollout-screen';

export const metadata: Metadata = { title: 'Plan a rollout' };

export default function NewRolloutPage() {
  return <NewRolloutScreen />;
}
