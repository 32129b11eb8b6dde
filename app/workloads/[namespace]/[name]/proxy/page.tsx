import type { Metadata } from 'next';
import { ProxyScreen } from '@/components/mesh/proxy/proxy-screen';

type Props = { params: Promise<{ namespace: string; name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: `Proxy of ${decodeURIComponent(name)}` };
}

export default async function ProxyPage({ params }: Props) {
  const { namespace, name } = await params;
  return <ProxyScreen namespace={decodeURIComponent(namespace)} name={decodeURIComponent(name)} />;
}
