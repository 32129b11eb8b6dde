import type { Metadata } from 'next';
import { EntityScreen } from '@/components/entities/entity-screen';

type Props = { params: Promise<{ namespace: string; name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: `${decodeURIComponent(name)} · Applications` };
}

export default async function ApplicationPage({ params }: Props) {
  const { namespace, name } = await params;
  return (
    <EntityScreen kind="app" namespace={decodeURIComponent(namespace)} name={decodeURIComponent(name)} />
  );
}
