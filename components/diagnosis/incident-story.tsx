'use client';

import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { getIncidents, type Incident } from '@/lib/protocol/api/diagnosis';
import { tellIncident } from './incident-words';
import { Sentence } from './sentence';

/** As many as one page of the feed has at most. */
const LOOKED_THROUGH = 200;

/** The incident that led here, where the counts of the window do not tell of it; else what they do tell. */
export function IncidentStory({ id, children }: { id: string; children: ReactNode }) {
  const { data } = useEndpoint(getIncidents, { query: { limit: LOOKED_THROUGH } });
  const incident = data?.incidents.find((one) => one.id === id);
  return incident === undefined ? children : <Story incident={incident} />;
}

function Story({ incident }: { incident: Incident }) {
  const { before, after } = tellIncident(incident);
  return (
    <div className="flex gap-2 px-4 py-3">
      <History aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="min-w-0 max-w-4xl break-words">
        <p>
          <span className="text-muted">{before}</span> <Sentence parts={incident.sentence} />
        </p>
        <p className="mt-1 text-muted">{after}</p>
      </div>
    </div>
  );
}
