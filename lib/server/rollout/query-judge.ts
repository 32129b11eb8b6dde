import type { QueryGate } from '../../mesh/rollout/judge/gate';
import type { GateVerdict } from '../../mesh/rollout/judge/gate-verdict';
import { judgeReadings, type Reading } from '../../mesh/rollout/judge/reading-judge';

const TIMEOUT_MS = 5_000;

/** Asks a Prometheus once an interval. */
export class QueryJudge {
  readonly gate: QueryGate;
  private readonly readings: Reading[] = [];
  private readonly before: number;
  private askedAtMs: number;
  private isAsking = false;

  /** `before` are the bad readings of earlier steps. */
  constructor(gate: QueryGate, sinceMs: number, before = 0) {
    this.gate = gate;
    this.before = before;
    this.askedAtMs = sinceMs;
  }

  /** Asks when it is time; the answer counts with a later call. */
  ask(nowMs: number): void {
    if (this.isAsking || nowMs - this.askedAtMs < this.gate.intervalSeconds * 1_000) return;
    this.askedAtMs = nowMs;
    this.isAsking = true;
    void readNumber(this.gate)
      .then((value) => this.readings.push({ atMs: nowMs, value }))
      .finally(() => {
        this.isAsking = false;
      });
  }

  verdict(): GateVerdict {
    return judgeReadings(this.gate, this.readings, this.before);
  }
}

/** The first number of the answer; undefined when there is none, or no Prometheus. */
async function readNumber({ url, query }: QueryGate): Promise<number | undefined> {
  try {
    const address = new URL(`${url.replace(/\/+$/, '')}/api/v1/query`);
    address.searchParams.set('query', query);
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    const value = Number(firstSample(await response.json()));
    return response.ok && Number.isFinite(value) ? value : undefined;
  } catch {
    return undefined;
  }
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
