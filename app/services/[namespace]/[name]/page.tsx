import type { Metadata } from 'next';
import { EntityScreen } from '@/components/entities/entity-screen';

type Props = { params: Promise<{ namespace: string; name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: `${decodeURIComponent(name)} · Services` };
}

export default async function ServicePage({ params }: Props) {
  const { namespace, name } = await params;
  return (
    <EntityScreen kind="service" namespace={decodeURIComponent(namespace)} name={decodeURIComponent(name)} />
  );
}
