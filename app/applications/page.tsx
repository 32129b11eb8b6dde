import type { Metadata } from 'next';
import { EntityListScreen } from '@/components/entities/entity-list-screen';

export const metadata: Metadata = { title: 'Applications' };

export default function ApplicationsPage() {
  return <EntityListScreen kind="app" />;
}
