import { formatElapsed } from '@/lib/client/format/format-elapsed';
import { formatClock } from '@/lib/client/format/format-time';
import { describeRecurrence } from '@/lib/mesh/diagnosis/follow-incidents';
import { parseSubject } from '@/lib/mesh/graph/node-id';
import type { Incident } from '@/lib/protocol/api/diagnosis';

/** The watch looks every ten seconds: what it saw so lately goes on. */
const FRESH_MS = 25_000;

/** The incident that has to be told of beside counts that show no trouble: the one that led here, else one that is open here. */
export function incidentToTell(
  incidents: readonly Incident[],
  { of, id, isNow }: { of: string; id: string | undefined; isNow: boolean },
): Incident | undefined {
  const named = incidents.find((one) => one.id === id);
  if (named !== undefined || !isNow) return named;
  const subject = parseSubject(of);
  return incidents.find(({ state, edge, culprit }) => {
    if (state !== 'open') return false;
    if (subject?.kind === 'mesh' || edge === of || culprit.id === of) return true;
    return subject?.kind === 'namespace' && culprit.namespace === subject.namespace;
  });
}

/** How long an incident took; of one that came back, how often and how regularly it came. Nothing of one that goes on. */
export function howLong(incident: Incident): string | undefined {
  const recurring = describeRecurrence(incident);
  if (recurring !== undefined) {
    const { times, eachMs, periodMs } = recurring;
    return `${times} times, about ${formatElapsed(eachMs)} each, every ${formatElapsed(periodMs)}`;
  }
  return incident.state === 'open'
    ? undefined
    : `for ${formatElapsed(incident.lastSeenMs - incident.sinceMs)}`;
}

/** What is said of an incident when the counts that are looked at do not show it (any more). */
export function tellIncident(
  { state, sinceMs, lastSeenMs, recurrence }: Incident,
  nowMs: number,
): { before: string; after: string } {
  const [since, seen] = [formatClock(sinceMs), formatClock(lastSeenMs)];
  const often = recurrence === undefined ? '' : `${recurrence.times} times `;
  if (state === 'open' && nowMs - lastSeenMs < FRESH_MS) {
    return {
      before: `Open ${often}since ${since}:`,
      after:
        'It shows in the counts of the last minute; in those of the whole window it is too little to tell.',
    };
  }
  if (state === 'open') {
    return {
      before: `Open ${often}since ${since}, last seen at ${seen}:`,
      after:
        'It has passed since: errors and latency are as they were. It is closed when it stays so for a minute.',
    };
  }
  return {
    before: `Seen ${often}from ${since} to ${seen}:`,
    after:
      'It is over, and the counts of this window do not show it: it was short, or they are kept in coarser steps now.',
  };
}
