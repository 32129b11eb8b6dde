import type { Metadata } from 'next';
import { ConfigListScreen } from '@/components/config/list/config-list-screen';

export const metadata: Metadata = { title: 'Configuration' };

export default function ConfigPage() {
  return <ConfigListScreen />;
}
