import { describe, expect, it } from 'vitest';
import type { Cause, Hypothesis } from '@/lib/mesh/diagnosis/diagnosis';
import {
  describeRecurrence,
  followIncidents,
  type IncidentRecord,
} from '@/lib/mesh/diagnosis/follow-incidents';

const MINUTE = 60_000;

function hypothesis(name: string, cause: Cause = 'application-error', score = 0.8): Hypothesis {
  const culprit = { id: `workload:shop/${name}`, kind: 'workload' as const, namespace: 'shop', name };
  return {
    id: `${name} ${cause}`,
    cause,
    fault: 'callee',
    culprit,
    edge: `workload:shop/web>${culprit.id} http`,
    headline: `${name} fails`,
    sentence: [{ text: `${name} fails` }],
    score,
    parts: [],
    focuses: [],
    evidence: [],
    change: undefined,
    sinceMs: undefined,
    untilMs: undefined,
  };
}

/** Looks once every ten seconds; each step is what is seen then. */
function follow(
  steps: readonly Hypothesis[][],
  from: readonly IncidentRecord[] = [],
  startMs = 0,
  since = 0,
) {
  let incidents = from;
  steps.forEach((seen, index) => {
    incidents = followIncidents(incidents, seen, startMs + index * 10_000, since);
  });
  return incidents;
}

const times = (count: number, seen: Hypothesis[] = []) => Array.from({ length: count }, () => seen);

describe('followIncidents()', () => {
  it('opens one incident for a cause that is seen again and again, and closes it after a quiet minute', () => {
    const bad = [hypothesis('pay')];
    const open = follow(times(5, bad));
    expect(open).toMatchObject([{ state: 'open', openedAtMs: 0, lastSeenMs: 40_000 }]);
    expect(follow(times(6), open, 50_000)).toMatchObject([{ state: 'closed', closedAtMs: 100_000 }]);
  });

  it('does not open for what scores little, but keeps what is open for a little less', () => {
    expect(follow([[hypothesis('pay', 'slow', 0.5)]])).toEqual([]);
    const open = follow([[hypothesis('pay', 'slow', 0.6)], [hypothesis('pay', 'slow', 0.45)]]);
    expect(open).toMatchObject([{ state: 'open', lastSeenMs: 10_000, score: 0.45 }]);
  });

  it('merges an incident into the better explained one at the same culprit', () => {
    const before = follow([[hypothesis('pay', 'slow')]]);
    const after = follow([[hypothesis('pay', 'overload', 0.9)]], before, 10_000);
    expect(after).toMatchObject([
      { state: 'open', cause: 'overload' },
      { state: 'merged', cause: 'slow', mergedInto: after[0]?.id, closedAtMs: 10_000 },
    ]);
  });

  it('opens an incident again that comes back soon, and a new one for what comes back late', () => {
    const bad = [hypothesis('pay')];
    const closed = follow([bad, ...times(7)]);
    expect(closed).toMatchObject([{ state: 'closed' }]);
    const soon = followIncidents(closed, bad, 2 * MINUTE);
    expect(soon).toMatchObject([{ id: closed[0]?.id, state: 'open', openedAtMs: 0 }]);
    expect(soon[0]).not.toHaveProperty('closedAtMs');
    expect(followIncidents(closed, bad, 60 * MINUTE)).toMatchObject([
      { state: 'open', openedAtMs: 60 * MINUTE },
      { state: 'closed', openedAtMs: 0 },
    ]);
  });

  it('counts how often and how regularly a cause comes back, and waits for it as long as it is used to', () => {
    const bad = [hypothesis('pay')];
    const round = [...times(3, bad), ...times(21)];
    const [first, ...others] = follow([...round, ...round, ...round]);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ state: 'closed', sinceMs: 0, lastSeenMs: 500_000 });
    expect(first && describeRecurrence(first)).toEqual({ times: 3, eachMs: 20_000, periodMs: 240_000 });
    const missedOnce = followIncidents(first === undefined ? [] : [first], bad, 16 * MINUTE);
    expect(missedOnce).toMatchObject([{ id: first?.id, recurrence: { times: 4, lastFromMs: 16 * MINUTE } }]);
  });

  it('takes the beginning of a further time from the counts, unless they mean the time before', () => {
    const bad = hypothesis('pay');
    const closed = follow([[bad], ...times(7)]);
    const back = (sinceMs: number) => followIncidents(closed, [{ ...bad, sinceMs }], 2 * MINUTE)[0];
    expect(back(110_000)?.recurrence).toEqual({ times: 2, beforeMs: 0, lastFromMs: 110_000 });
    expect(back(0)?.recurrence?.lastFromMs).toBe(2 * MINUTE);
  });

  it('takes up what was open before a pause in watching: it goes on when it is still there', () => {
    const open = follow([[hypothesis('pay')]]);
    const back = 60 * MINUTE;
    expect(followIncidents(open, [], back, back)).toEqual(open);
    expect(followIncidents(open, [hypothesis('pay')], back, back)).toMatchObject([
      { id: open[0]?.id, state: 'open', lastSeenMs: back },
    ]);
    expect(followIncidents(open, [], back + MINUTE, back)).toMatchObject([{ state: 'closed' }]);
  });

  it('hands back the same objects where nothing changed', () => {
    const open = follow([[hypothesis('pay')]]);
    expect(followIncidents(open, [], 10_000)[0]).toBe(open[0]);
  });
});
