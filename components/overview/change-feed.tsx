'use client';

import { History } from 'lucide-react';
import { useEvents } from '@/lib/client/events/use-events';
import { formatAbsolute } from '@/lib/client/format/format-time';
import { useScope } from '@/lib/client/url/use-scope';
import { EmptyState } from '../ui/empty-state';
import { Panel } from '../ui/panel';
import { panelState } from '../ui/panel-state';
import { TimeAgo } from '../ui/time-ago';
import { EventIcon } from './event-icon';
import { type ChangeGroup, groupChanges } from './group-changes';

/** The window shown around an event. */
const AROUND_MS = 150_000;

/** What changed in the mesh, newest first; an event leads to its moment. */
export function ChangeFeed() {
  const { namespaces, range } = useScope();
  const state = panelState(useEvents(range, namespaces), (events) =>
    events.length > 0 ? undefined : (
      <EmptyState icon={History} title="Nothing changed">
        Deploys, new and lost calls and changes of health appear here.
      </EmptyState>
    ),
  );
  return (
    <Panel title="What changed" state={state} bodyClassName="max-h-[640px] overflow-auto p-0">
      {(events) => (
        <ol className="flex flex-col py-1">
          {groupChanges(events).map((group) => (
            <Change key={group.event.id} group={group} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Change({ group: { event, message, names } }: { group: ChangeGroup }) {
  const { write } = useScope();
  return (
    <li>
      <button
        type="button"
        title={`Show the mesh around ${formatAbsolute(event.at)}`}
        onClick={() =>
          write({ range: { kind: 'absolute', fromMs: event.at - AROUND_MS, toMs: event.at + AROUND_MS } })
        }
        className="flex w-full gap-3 px-4 py-1.5 text-left transition-colors duration-150 hover:bg-raised focus-visible:-outline-offset-2"
      >
        <EventIcon event={event} />
        <span className="min-w-0 grow">
          <span className="line-clamp-2 break-words" title={message}>
            {message}
          </span>
          {names.length === 0 ? null : (
            <span className="line-clamp-2 text-muted text-xs" title={names.join('\n')}>
              {names.join(', ')}
            </span>
          )}
          <span className="flex gap-2 text-faint text-xs">
            <TimeAgo timeMs={event.at} />
            {event.namespace === '' || names.length > 0 ? null : (
              <span className="truncate">{event.namespace}</span>
            )}
          </span>
        </span>
      </button>
    </li>
  );
}
