import type { Metadata } from 'next';
import { EntityListScreen } from '@/components/entities/entity-list-screen';

export const metadata: Metadata = { title: 'Services' };

export default function ServicesPage() {
  return <EntityListScreen kind="service" />;
}
