'use client';

import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { useNow } from '@/lib/client/time/use-now';
import { getIncidents, type Incident } from '@/lib/protocol/api/diagnosis';
import { incidentToTell, tellIncident } from './incident-words';
import { Sentence } from './sentence';

/** As many as one page of the feed has at most. */
const LOOKED_THROUGH = 200;
const LIVE_MS = 5_000;

type IncidentStoryProps = {
  of: string;
  /** The incident that led here. */
  id: string | undefined;
  /** The window ends now. */
  isNow: boolean;
  children: ReactNode;
};

/** An incident that the counts of the window do not tell of; without one what they do tell. */
export function IncidentStory({ children, ...asked }: IncidentStoryProps) {
  const { data, error } = useEndpoint(
    getIncidents,
    { query: { limit: LOOKED_THROUGH } },
    { refetchMs: asked.isNow ? LIVE_MS : undefined },
  );
  // That nothing is wrong is not said before it is known.
  if (data === undefined && error === null) return null;
  const incident = incidentToTell(data?.incidents ?? [], asked);
  return incident === undefined ? children : <Story incident={incident} />;
}

function Story({ incident }: { incident: Incident }) {
  const nowMs = useNow() ?? incident.lastSeenMs;
  const { before, after } = tellIncident(incident, nowMs);
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
