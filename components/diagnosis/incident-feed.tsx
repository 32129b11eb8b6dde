'use client';

import { CircleAlert, CircleCheck, GitMerge } from 'lucide-react';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { useScope } from '@/lib/client/url/use-scope';
import { getIncidents, type Incident } from '@/lib/protocol/api/diagnosis';
import { AppLink } from '../ui/app-link';
import { Panel } from '../ui/panel';
import { panelState } from '../ui/panel-state';
import { TimeAgo } from '../ui/time-ago';
import { CAUSE_WORDS } from './cause-words';

const LIVE_MS = 5_000;
const SHOWN = 12;

/** What is wrong now and what was lately; one click to why. */
export function IncidentFeed() {
  const { namespaces } = useScope();
  const answer = useEndpoint(
    getIncidents,
    { query: { namespaces: namespaces.join(',') } },
    { refetchMs: LIVE_MS },
  );
  const state = panelState(answer, ({ incidents }) =>
    incidents.length > 0 ? undefined : (
      <p className="flex items-center gap-2 px-4 py-3 text-muted">
        <CircleCheck aria-hidden className="size-4 text-ok" />
        Nothing is wrong, and nothing was lately
      </p>
    ),
  );
  const open = answer.data?.incidents.filter((incident) => incident.state === 'open').length ?? 0;
  return (
    <Panel
      title="Incidents"
      note={open === 0 ? undefined : `${open} open`}
      state={state}
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

const STATES = {
  open: { icon: CircleAlert, tone: 'text-failing', word: 'Open' },
  merged: { icon: GitMerge, tone: 'text-faint', word: 'Merged' },
  closed: { icon: CircleCheck, tone: 'text-faint', word: 'Over' },
} as const;

function IncidentRow({ incident }: { incident: Incident }) {
  const { state, cause, culprit, edge, headline, sinceMs } = incident;
  const { icon: Icon, tone, word } = STATES[state];
  return (
    <li>
      <AppLink
        href={`/graph/edge?${new URLSearchParams({ of: edge })}#why`}
        className="flex gap-3 px-4 py-2 transition-colors duration-150 hover:bg-raised focus-visible:-outline-offset-2"
      >
        <Icon role="img" aria-label={word} className={`mt-0.5 size-4 shrink-0 ${tone}`} />
        <span className="min-w-0 grow">
          <span className="block break-words font-medium">
            {CAUSE_WORDS[cause]}: {culprit.name}
          </span>
          <span className="line-clamp-2 break-words text-muted text-xs" title={headline}>
            {headline}
          </span>
          <span className="flex gap-2 text-faint text-xs">
            <TimeAgo timeMs={sinceMs} />
            <span className="truncate">{culprit.namespace}</span>
          </span>
        </span>
      </AppLink>
    </li>
  );
}
