import type { Metadata } from 'next';
import { IncidentFeed } from '@/components/diagnosis/incident-feed';
import { OverviewScreen } from '@/components/overview/overview-screen';

export const metadata: Metadata = { title: { absolute: 'Overview · Meshscope' } };

export default function OverviewPage() {
  return <OverviewScreen incidents={<IncidentFeed />} />;
}
