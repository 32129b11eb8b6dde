import type { Metadata } from 'next';
import { TraceWhy } from '@/components/diagnosis/trace-why';
import { TracePage } from '@/components/traces/trace-page';

type TraceProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: TraceProps): Promise<Metadata> {
  const { id } = await params;
  return { title: `Trace ${id.slice(0, 8)}` };
}

export default async function Trace({ params }: TraceProps) {
  const { id } = await params;
  const traceId = id.toLowerCase();
  return <TracePage traceId={traceId} why={<TraceWhy traceId={traceId} />} />;
}
