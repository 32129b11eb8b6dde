import type { Metadata } from 'next';
import { TouchingPanel } from '@/components/config/touching/touching-panel';
import { WhyPanel } from '@/components/diagnosis/why-panel';
import { EntityScreen } from '@/components/entities/entity-screen';
import { formatSubject } from '@/lib/mesh/graph/node-id';
import { DEFAULT_CLUSTER } from '@/lib/mesh/identity/workload-identity';

type Props = { params: Promise<{ namespace: string; name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: `${decodeURIComponent(name)} · Workloads` };
}

export default async function WorkloadPage({ params }: Props) {
  const place = await params;
  const namespace = decodeURIComponent(place.namespace);
  const name = decodeURIComponent(place.name);
  const of = formatSubject({ kind: 'workload', namespace, name, cluster: DEFAULT_CLUSTER });
  return (
    <EntityScreen kind="workload" namespace={namespace} name={name} why={<WhyPanel of={of} />}>
      <TouchingPanel of={of} />
    </EntityScreen>
  );
}
