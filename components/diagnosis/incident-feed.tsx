'use client';

import { CircleCheck } from 'lucide-react';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { windowQuery } from '@/lib/client/time/window-query';
import { useScope } from '@/lib/client/url/use-scope';
import { getIncidents } from '@/lib/protocol/api/diagnosis';
import { AppLink } from '../ui/app-link';
import { Panel } from '../ui/panel';
import { panelState } from '../ui/panel-state';
import { IncidentRow } from './incident-row';

const LIVE_MS = 5_000;
const SHOWN = 12;

/** What is wrong now and what was lately, or in the window of the past that is looked at; one click to why. In a namespace, or in those chosen. */
export function IncidentFeed({ namespace }: { namespace?: string }) {
  const { namespaces: chosen, range } = useScope();
  const namespaces = namespace === undefined ? chosen : [namespace];
  const isPast = range.kind === 'absolute';
  const answer = useEndpoint(
    getIncidents,
    { query: { namespaces: namespaces.join(','), ...(isPast ? windowQuery(range) : {}) } },
    { refetchMs: isPast ? undefined : LIVE_MS },
  );
  const state = panelState(answer, ({ incidents }) =>
    incidents.length > 0 ? undefined : (
      <p className="flex items-center gap-2 px-4 py-3 text-muted">
        <CircleCheck aria-hidden className="size-4 text-ok" />
        {isPast ? 'No incident in this window' : 'No incident now, and none lately'}
      </p>
    ),
  );
  const open = answer.data?.incidents.filter((incident) => incident.state === 'open').length ?? 0;
  return (
    <Panel
      title="Incidents"
      note={open === 0 ? undefined : `${open} open`}
      state={state}
      actions={
        <AppLink href="/incidents" className="rounded-sm text-muted text-xs hover:text-text hover:underline">
          All incidents
        </AppLink>
      }
      bodyClassName="max-h-[420px] overflow-auto p-0"
    >
      {({ incidents }) => (
        <ol className="flex flex-col py-1">
          {incidents.slice(0, SHOWN).map((incident) => (
            <IncidentRow key={incident.id} incident={incident} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
