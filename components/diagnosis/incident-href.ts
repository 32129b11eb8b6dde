import type { Incident } from '@/lib/protocol/api/diagnosis';
import { rangeText } from './evidence-href';

/** Seen around an incident that is over: what came before it and how it ended. */
const BEFORE_MS = 120_000;
const LONGEST_MS = 3_600_000;

/** Why of the edge an incident is about: now for one that is open, else at its own time. */
export function incidentHref({ id, edge, state, sinceMs, lastSeenMs }: Incident): string {
  const query = new URLSearchParams({ of: edge, incident: id });
  if (state !== 'open') {
    // Not the quiet minute after which it was closed: in it nothing was wrong any more.
    query.set('range', rangeText(sinceMs - BEFORE_MS, Math.min(lastSeenMs, sinceMs + LONGEST_MS)));
  }
  return `/graph/edge?${query}#why`;
}
