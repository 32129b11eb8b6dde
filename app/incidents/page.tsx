import type { Metadata } from 'next';
import { IncidentsPage } from '@/components/diagnosis/incidents-page';

export const metadata: Metadata = { title: 'Incidents' };

export default function Incidents() {
  return <IncidentsPage />;
}
