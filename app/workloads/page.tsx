import type { Metadata } from 'next';
import { EntityListScreen } from '@/components/entities/entity-list-screen';

export const metadata: Metadata = { title: 'Workloads' };

export default function WorkloadsPage() {
  return <EntityListScreen kind="workload" />;
}
