import type { QueryGate } from '../../mesh/rollout/judge/gate';
import type { GateVerdict } from '../../mesh/rollout/judge/gate-verdict';
import type { EarlierReadings, Reading } from '../../mesh/rollout/judge/reading';
import { judgeReadings } from '../../mesh/rollout/judge/reading-judge';
import type { SharedChecks } from '../../mesh/rollout/judge/shared-checks';

const TIMEOUT_MS = 5_000;

/** Asks a Prometheus once an interval. */
export class QueryJudge {
  readonly gate: QueryGate;
  readonly readings: Reading[] = [];
  private readonly earlier: EarlierReadings;
  askedAtMs: number;
  private isAsking = false;

  constructor(gate: QueryGate, sinceMs: number, earlier: EarlierReadings = { failed: 0 }) {
    this.gate = gate;
    this.earlier = earlier;
    this.askedAtMs = earlier.askedAtMs ?? sinceMs + (gate.delaySeconds ?? 0) * 1_000;
  }

  /** Asks when it is time; the answer counts with a later call. */
  ask(nowMs: number): void {
    if (this.isAsking || nowMs - this.askedAtMs < this.gate.intervalSeconds * 1_000) return;
    this.askedAtMs = nowMs;
    this.isAsking = true;
    void readNumber(this.gate)
      .then((answer) => this.readings.push({ atMs: nowMs, ...answer }))
      .finally(() => {
        this.isAsking = false;
      });
  }

  /** `checks` are those of all gates that count together, where this one does. */
  verdict(checks?: SharedChecks): GateVerdict {
    return judgeReadings(this.gate, this.readings, this.earlier, checks);
  }
}

/** The first value of the answer, also when it is not a number. */
async function readNumber({ url, query }: QueryGate): Promise<Omit<Reading, 'atMs'>> {
  try {
    const address = new URL(`${url.replace(/\/+$/, '')}/api/v1/query`);
    address.searchParams.set('query', query);
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    const sample = firstSample(await response.json());
    if (!response.ok) return { value: undefined, isUnanswered: true };
    return { value: typeof sample === 'string' ? parseSample(sample) : undefined };
  } catch {
    return { value: undefined, isUnanswered: true };
  }
}

/** Prometheus writes what is beyond numbers its own way. */
function parseSample(text: string): number {
  return text.endsWith('Inf') ? Number(text.replace('Inf', 'Infinity')) : Number(text);
}

interface Answer {
  data?: { resultType?: string; result?: unknown };
}

function firstSample(answer: unknown): unknown {
  const { data } = answer as Answer;
  if (!Array.isArray(data?.result)) return undefined;
  if (data.resultType === 'scalar') return data.result[1];
  return (data.result[0] as { value?: unknown[] } | undefined)?.value?.[1];
}
