import { createHistogram, mergeHistogram, quantile } from '../../metrics/histogram';
import type { ThresholdGate, VersionSecond } from './gate';
import type { GateVerdict } from './gate-verdict';
import { judgeReadings, type Reading } from './reading-judge';

/** Makes one reading of each interval of the canary's seconds. */
export class ThresholdJudge {
  readonly gate: ThresholdGate;
  private readonly readings: Reading[] = [];
  private readonly before: number;
  private current = createSum();

  /** `before` are the bad readings of earlier steps. */
  constructor(gate: ThresholdGate, before = 0) {
    this.gate = gate;
    this.before = before;
  }

  /** Adds a span of `seconds` of the canary. */
  observe(canary: VersionSecond, seconds = 1, atMs = 0): void {
    const { current } = this;
    current.requests += canary.requests;
    current.errors += canary.errors;
    mergeHistogram(current.latency, canary.latency);
    current.seconds += seconds;
    if (current.seconds < this.gate.intervalSeconds) return;
    this.readings.push({ atMs, value: this.read() });
    this.current = createSum();
  }

  verdict(): GateVerdict {
    return judgeReadings(this.gate, this.readings, this.before);
  }

  private read(): number | undefined {
    const { requests, errors, latency } = this.current;
    if (requests <= 0) return undefined;
    if (this.gate.metric === 'success-rate') return (1 - errors / requests) * 100;
    const us = quantile(latency, this.gate.quantile ?? 0.99);
    return us === undefined ? undefined : us / 1_000;
  }
}

function createSum() {
  return { requests: 0, errors: 0, latency: createHistogram(), seconds: 0 };
}
