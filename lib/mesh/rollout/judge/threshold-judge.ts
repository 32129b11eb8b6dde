import { createHistogram, mergeHistogram, quantile } from '../../metrics/histogram';
import type { ThresholdGate, VersionSecond } from './gate';
import type { GateVerdict } from './gate-verdict';
import type { EarlierReadings, Reading } from './reading';
import { judgeReadings } from './reading-judge';
import type { SharedChecks } from './shared-checks';

/** Makes one reading of each interval of the canary's seconds. */
export class ThresholdJudge {
  readonly gate: ThresholdGate;
  readonly readings: Reading[] = [];
  private readonly earlier: EarlierReadings;
  private current = createSum();

  constructor(gate: ThresholdGate, earlier: EarlierReadings = { failed: 0 }) {
    this.gate = gate;
    this.earlier = earlier;
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

  /** `checks` are those of all gates that count together, where this one does. */
  verdict(checks?: SharedChecks): GateVerdict {
    return judgeReadings(this.gate, this.readings, this.earlier, checks);
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
