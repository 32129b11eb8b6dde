import type { Metadata } from 'next';
import { MeshPage } from '@/components/mesh/mesh-page';

export const metadata: Metadata = { title: 'Mesh' };

export default function Mesh() {
  return <MeshPage />;
}
