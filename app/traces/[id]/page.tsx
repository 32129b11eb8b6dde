import type { Metadata } from 'next';
import { TracePage } from '@/components/traces/trace-page';

type TraceProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: TraceProps): Promise<Metadata> {
  const { id } = await params;
  return { title: `Trace ${id.slice(0, 8)}` };
}

export default async function Trace({ params }: TraceProps) {
  const { id } = await params;
  return <TracePage traceId={id.toLowerCase()} />;
}
