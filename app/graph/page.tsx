import type { Metadata } from 'next';
import { LateSelectionConfig } from '@/components/config/touching/late-selection-config';
import { GraphScreen } from '@/components/graph/graph-screen';

export const metadata: Metadata = { title: 'Graph' };

export default function GraphPage() {
  return <GraphScreen rules={<LateSelectionConfig />} />;
}
