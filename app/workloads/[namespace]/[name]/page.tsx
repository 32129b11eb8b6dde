import type { Metadata } from 'next';
import { EntityScreen } from '@/components/entities/entity-screen';

type Props = { params: Promise<{ namespace: string; name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: `${decodeURIComponent(name)} · Workloads` };
}

export default async function WorkloadPage({ params }: Props) {
  const { namespace, name } = await params;
  return (
    <EntityScreen kind="workload" namespace={decodeURIComponent(namespace)} name={decodeURIComponent(name)} />
  );
}
