import type { Metadata } from 'next';
import { NewYamlScreen } from '@/components/config/new/new-yaml-screen';

export const metadata: Metadata = { title: 'New YAML · Configuration' };

export default function NewYamlPage() {
  return <NewYamlScreen />;
}
