import type { Metadata } from 'next';
import { RolloutScreen } from '@/components/rollouts/detail/rollout-screen';

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: 'Rollout' };

export default async function RolloutPage({ params }: Props) {
  const { id } = await params;
  return <RolloutScreen id={decodeURIComponent(id)} />;
}
