import { CircleAlert, CircleCheck, GitMerge } from 'lucide-react';
import type { Incident } from '@/lib/protocol/api/diagnosis';
import { AppLink } from '../ui/app-link';
import { TimeAgo } from '../ui/time-ago';
import { CAUSE_WORDS } from './cause-words';
import { incidentHref } from './incident-href';
import { howLong } from './incident-words';

const STATES = {
  open: { icon: CircleAlert, tone: 'text-failing', word: 'Open' },
  merged: { icon: GitMerge, tone: 'text-faint', word: 'Merged' },
  closed: { icon: CircleCheck, tone: 'text-faint', word: 'Over' },
} as const;

/** One incident: what, since when and for how long; one click to why. */
export function IncidentRow({ incident }: { incident: Incident }) {
  const { state, cause, culprit, headline, sinceMs } = incident;
  const lasted = howLong(incident);
  const { icon: Icon, tone, word } = STATES[state];
  return (
    <li>
      <AppLink
        href={incidentHref(incident)}
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
            {lasted === undefined ? null : <span className="num">{lasted}</span>}
            <span className="truncate">{culprit.namespace}</span>
          </span>
        </span>
      </AppLink>
    </li>
  );
}
