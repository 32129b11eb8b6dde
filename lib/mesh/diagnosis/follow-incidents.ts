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
}

/** What scores less may be chance or a side effect; what is open stays open down to the second bound. */
const OPEN_SCORE = 0.55;
const KEEP_SCORE = 0.4;
/** Not seen for so long: over. */
const QUIET_MS = 60_000;
/** What comes back so soon is the same incident, not another one. */
const REOPEN_MS = 300_000;
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

function isAlive({ state, closedAtMs }: IncidentRecord, nowMs: number): boolean {
  return state === 'open' || (state === 'closed' && nowMs - (closedAtMs ?? 0) < REOPEN_MS);
}

function goOn(alive: IncidentRecord, hypothesis: Hypothesis, nowMs: number): IncidentRecord {
  const { closedAtMs: _, ...story } = alive;
  return { ...story, ...storyOf(hypothesis), state: 'open', lastSeenMs: nowMs };
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
