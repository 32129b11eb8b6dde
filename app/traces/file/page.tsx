import type { Metadata } from 'next';
import { TraceFilePage } from '@/components/traces/file/file-page';

export const metadata: Metadata = { title: 'Trace file' };

export default function FilePage() {
  return <TraceFilePage />;
}
