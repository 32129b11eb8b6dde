import type { Trace, TraceNode } from './trace';

/** A span that seems to lie outside the call that caused it: the clocks of the two hosts differ. */
export interface ClockSkew {
  node: TraceNode;
  /** Microseconds it starts before its parent (negative) or ends after it (positive). */
  skewUs: number;
}

/** Proxies read their clocks a little before and after the bytes move. */
const TOLERANCE_US = 1_000;

/** Server spans that begin before, or last beyond, the client span they answer; worst first. */
export function findClockSkews(trace: Trace): ClockSkew[] {
  const skews: ClockSkew[] = [];
  for (const node of trace.nodes) {
    const skewUs = measureSkew(node);
    if (Math.abs(skewUs) > TOLERANCE_US) skews.push({ node, skewUs });
  }
  return skews.sort((a, b) => Math.abs(b.skewUs) - Math.abs(a.skewUs));
}

function measureSkew({ span, parent }: TraceNode): number {
  const caller = parent?.span;
  if (caller === undefined || span.kind !== 'SERVER' || caller.kind !== 'CLIENT') return 0;
  const early = span.start_us - caller.start_us;
  if (early < 0) return early;
  // A caller that gave up leaves its callee running: that is no skew.
  if (caller.status === 'error') return 0;
  return Math.max(0, span.start_us + span.duration_us - caller.start_us - caller.duration_us);
}
