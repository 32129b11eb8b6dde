import type { Metadata } from 'next';
import { SelectionConfig } from '@/components/config/touching/selection-config';
import { GraphScreen } from '@/components/graph/graph-screen';

export const metadata: Metadata = { title: 'Graph' };

export default function GraphPage() {
  return <GraphScreen rules={<SelectionConfig />} />;
}
