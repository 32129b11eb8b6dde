import type { Hypothesis } from './diagnosis';

/** One trouble over its life, as it is told in the feed. */
export interface IncidentRecord
  extends Pick<Hypothesis, 'cause' | 'culprit' | 'edge' | 'headline' | 'sentence' | 'score'> {
  id: string;
  state: 'open' | 'merged' | 'closed';
  mergedInto?: string;
  openedAtMs: number;
  sinceMs: number;
  lastSeenMs: number;
  closedAtMs?: number;
  /** Only of what came back after it was over. */
  recurrence?: Recurrence;
}

/** How often an incident came, from its first time to the one that is on or was the last. */
export interface Recurrence {
  times: number;
  /** How long the times before the last one took together. */
  beforeMs: number;
  lastFromMs: number;
}

/** What scores less may be chance or a side effect; what is open stays open down to the second bound. */
const OPEN_SCORE = 0.55;
const KEEP_SCORE = 0.4;
/** Not seen for so long: over. */
const QUIET_MS = 60_000;
/** What comes back so soon is the same incident, not another one. */
const REOPEN_MS = 300_000;
/** What recurs may stay away for so many of its periods: one time may be too short to be seen. */
const MISSED_PERIODS = 2.5;
const KEPT = 50;

/**
 * The incidents after one more look: a new cause opens one, a known one goes on, one that comes back soon is opened
 * again, two at one culprit become one (the better explained stays), and what is not seen any more is closed.
 * `watchingSinceMs`: before it nobody looked, so that silence means nothing. Those that did not change stay the same
 * objects.
 */
export function followIncidents(
  known: readonly IncidentRecord[],
  hypotheses: readonly Hypothesis[],
  nowMs: number,
  watchingSinceMs = 0,
): IncidentRecord[] {
  const byKey = new Map(
    known.filter((incident) => isAlive(incident, nowMs)).map((incident) => [keyOf(incident), incident]),
  );
  const seen = new Map<string, IncidentRecord>();
  for (const hypothesis of bestOfEach(hypotheses)) {
    const key = keyOf(hypothesis);
    const alive = byKey.get(key);
    const bound = alive?.state === 'open' ? KEEP_SCORE : OPEN_SCORE;
    if (hypothesis.score < bound || hypothesis.untilMs !== undefined) continue;
    seen.set(key, alive === undefined ? openIncident(hypothesis, nowMs) : goOn(alive, hypothesis, nowMs));
  }
  const current = [...seen.values()];
  const ids = new Set(current.map(({ id }) => id));
  const rest = known
    .filter(({ id }) => !ids.has(id))
    .map((incident) => settle(incident, current, nowMs, watchingSinceMs));
  return [...current, ...rest].slice(0, KEPT);
}

function isAlive(incident: IncidentRecord, nowMs: number): boolean {
  if (incident.state !== 'closed') return incident.state === 'open';
  const periodMs = describeRecurrence(incident)?.periodMs ?? 0;
  return nowMs - (incident.closedAtMs ?? 0) < Math.max(REOPEN_MS, periodMs * MISSED_PERIODS);
}

/** How often an incident came, how long one time took and how far its beginnings lie apart on average. */
export function describeRecurrence({
  recurrence,
  sinceMs,
  lastSeenMs,
}: Pick<IncidentRecord, 'sinceMs' | 'lastSeenMs'> & { recurrence?: Recurrence | undefined }):
  | { times: number; eachMs: number; periodMs: number }
  | undefined {
  if (recurrence === undefined) return undefined;
  const { times, beforeMs, lastFromMs } = recurrence;
  return {
    times,
    eachMs: (beforeMs + lastSeenMs - lastFromMs) / times,
    periodMs: (lastFromMs - sinceMs) / (times - 1),
  };
}

function goOn(alive: IncidentRecord, hypothesis: Hypothesis, nowMs: number): IncidentRecord {
  const { closedAtMs: _, ...story } = alive;
  const recurrence = alive.state === 'closed' ? comeBack(alive, hypothesis, nowMs) : alive.recurrence;
  return {
    ...story,
    ...storyOf(hypothesis),
    state: 'open',
    lastSeenMs: nowMs,
    ...(recurrence === undefined ? {} : { recurrence }),
  };
}

/** One time more; it began when the counts say so, unless they mean a time before. */
function comeBack(
  { recurrence, sinceMs, lastSeenMs }: IncidentRecord,
  hypothesis: Hypothesis,
  nowMs: number,
): Recurrence {
  const lastFromMs = recurrence?.lastFromMs ?? sinceMs;
  const begunMs = hypothesis.sinceMs ?? nowMs;
  return {
    times: (recurrence?.times ?? 1) + 1,
    beforeMs: (recurrence?.beforeMs ?? 0) + lastSeenMs - lastFromMs,
    lastFromMs: begunMs > lastSeenMs ? begunMs : nowMs,
  };
}

/** What becomes of an incident that this look did not see. */
function settle(
  incident: IncidentRecord,
  current: readonly IncidentRecord[],
  nowMs: number,
  watchingSinceMs: number,
): IncidentRecord {
  if (incident.state !== 'open') return incident;
  const heir = current.find(({ culprit }) => culprit.id === incident.culprit.id);
  if (heir !== undefined) return { ...incident, state: 'merged', mergedInto: heir.id, closedAtMs: nowMs };
  const quietMs = nowMs - Math.max(incident.lastSeenMs, watchingSinceMs);
  return quietMs < QUIET_MS ? incident : { ...incident, state: 'closed', closedAtMs: nowMs };
}

/** The best explanation of each culprit: two causes at one node are one incident. */
function bestOfEach(hypotheses: readonly Hypothesis[]): Hypothesis[] {
  const best = new Map<string, Hypothesis>();
  for (const hypothesis of hypotheses) {
    const other = best.get(hypothesis.edge);
    if (other === undefined || hypothesis.score > other.score) best.set(hypothesis.edge, hypothesis);
  }
  return [...best.values()];
}

function openIncident(hypothesis: Hypothesis, nowMs: number): IncidentRecord {
  return {
    id: `${hypothesis.culprit.id} ${hypothesis.cause} ${nowMs}`,
    state: 'open',
    ...storyOf(hypothesis),
    openedAtMs: nowMs,
    sinceMs: hypothesis.sinceMs ?? nowMs,
    lastSeenMs: nowMs,
  };
}

function storyOf({ cause, culprit, edge, headline, sentence, score }: Hypothesis) {
  return { cause, culprit, edge, headline, sentence, score };
}

function keyOf({ cause, culprit }: Pick<Hypothesis, 'cause' | 'culprit'>): string {
  return `${cause} ${culprit.id}`;
}
