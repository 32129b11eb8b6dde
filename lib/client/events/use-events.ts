'use client';

import { getEvents, type MeshEvent, meshEventSchema } from '@/lib/protocol/api/overview';
import type { LiveDocument } from '@/lib/protocol/live/document';
import { readCollection } from '../live/read-collection';
import { useLiveOrHistory } from '../live/use-live-or-history';
import type { TimeRange } from '../time/time-range';

const SHORTEST_SECONDS = 6 * 3_600;

/** What changed in the mesh, newest first; a live feed looks back at least six hours. */
export function useEvents(range: TimeRange, namespaces: readonly string[]) {
  return useLiveOrHistory({
    topic: 'events',
    endpoint: getEvents,
    query: { namespaces },
    range:
      range.kind === 'relative'
        ? { kind: 'relative', seconds: Math.max(range.seconds, SHORTEST_SECONDS) }
        : range,
    fromDocument,
    fromAnswer,
  });
}

function fromDocument(document: LiveDocument): readonly MeshEvent[] {
  return [...readCollection(document, 'events', meshEventSchema)].sort((a, b) => b.at - a.at);
}

function fromAnswer({ events }: { events: readonly MeshEvent[] }): readonly MeshEvent[] {
  return events;
}
