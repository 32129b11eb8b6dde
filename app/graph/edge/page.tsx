import type { Metadata } from 'next';
import { EdgeRules } from '@/components/config/touching/edge-rules';
import { EdgeWhy } from '@/components/diagnosis/edge-why';
import { EdgeScreen } from '@/components/graph/edge/edge-screen';

export const metadata: Metadata = { title: 'Edge' };

export default function EdgePage() {
  return <EdgeScreen why={<EdgeWhy />} rules={<EdgeRules />} />;
}
