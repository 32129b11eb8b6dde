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
const KEPT = 50;

/**
 * The incidents after one more look: a new cause opens one, a known one goes on, two at one culprit become one (the
 * better explained stays), and what is not seen any more is closed.
 */
export function followIncidents(
  known: readonly IncidentRecord[],
  hypotheses: readonly Hypothesis[],
  nowMs: number,
): IncidentRecord[] {
  const byId = new Map(
    known.filter(({ state }) => state === 'open').map((incident) => [keyOf(incident), incident]),
  );
  const seen = new Map<string, IncidentRecord>();
  for (const hypothesis of bestOfEach(hypotheses)) {
    const key = keyOf(hypothesis);
    const open = byId.get(key);
    if (hypothesis.score < (open === undefined ? OPEN_SCORE : KEEP_SCORE) || hypothesis.untilMs !== undefined)
      continue;
    seen.set(
      key,
      open === undefined
        ? openIncident(hypothesis, nowMs)
        : { ...open, ...storyOf(hypothesis), lastSeenMs: nowMs },
    );
  }
  const rest = known.map((incident): IncidentRecord | undefined => {
    if (incident.state !== 'open') return incident;
    if (seen.has(keyOf(incident))) return undefined;
    const heir = [...seen.values()].find(({ culprit }) => culprit.id === incident.culprit.id);
    if (heir !== undefined) return { ...incident, state: 'merged', mergedInto: heir.id, closedAtMs: nowMs };
    return nowMs - incident.lastSeenMs < QUIET_MS
      ? incident
      : { ...incident, state: 'closed', closedAtMs: nowMs };
  });
  return [...seen.values(), ...rest.filter((incident) => incident !== undefined)].slice(0, KEPT);
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
