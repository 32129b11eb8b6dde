import type { Metadata } from 'next';
import { WhyPage } from '@/components/diagnosis/why-page';

export const metadata: Metadata = { title: 'Why' };

export default function Why() {
  return <WhyPage />;
}
