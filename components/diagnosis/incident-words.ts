import { formatClock } from '@/lib/client/format/format-time';
import type { Incident } from '@/lib/protocol/api/diagnosis';

/** What is said of an incident when the counts that are looked at do not show it (any more). */
export function tellIncident({ state, sinceMs, lastSeenMs }: Incident): { before: string; after: string } {
  const [since, seen] = [formatClock(sinceMs), formatClock(lastSeenMs)];
  if (state === 'open') {
    return {
      before: `Open since ${since}, last seen at ${seen}:`,
      after:
        'It has passed since: errors and latency are as they were. It is closed when it stays so for a minute.',
    };
  }
  return {
    before: `Seen from ${since} to ${seen}:`,
    after:
      'It is over, and the counts of this window do not show it: it was short, or they are kept in coarser steps now.',
  };
}
