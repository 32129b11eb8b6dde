import type { Metadata } from 'next';
import { MeshHistoryScreen } from '@/components/config/history/mesh-history-screen';

export const metadata: Metadata = { title: 'History · Configuration' };

export default function MeshHistoryPage() {
  return <MeshHistoryScreen />;
}
