import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ConfigScreen } from '@/components/config/detail/config-screen';
import { NO_NAMESPACE } from '@/lib/client/config/config-href';
import { kindNameSchema } from '@/lib/protocol/api/config';

type Props = { params: Promise<{ kind: string; namespace: string; name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: `${decodeURIComponent(name)} · Configuration` };
}

export default async function ConfigObjectPage({ params }: Props) {
  const { kind, namespace, name } = await params;
  const known = kindNameSchema.safeParse(decodeURIComponent(kind));
  if (!known.success) notFound();
  const place = decodeURIComponent(namespace);
  return (
    <ConfigScreen
      kind={known.data}
      namespace={place === NO_NAMESPACE ? '' : place}
      name={decodeURIComponent(name)}
    />
  );
}
