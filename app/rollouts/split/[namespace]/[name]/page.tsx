import type { Metadata } from 'next';
import { PreviewedSplitScreen } from './previewed-split-screen';

type Props = { params: Promise<{ namespace: string; name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: `Shift traffic of ${decodeURIComponent(name)}` };
}

export default async function SplitPage({ params }: Props) {
  const { namespace, name } = await params;
  return <PreviewedSplitScreen namespace={decodeURIComponent(namespace)} name={decodeURIComponent(name)} />;
}
