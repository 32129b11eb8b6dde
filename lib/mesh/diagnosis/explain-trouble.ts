/**
 * Own failure or propagated? The workloads that answered a hop's bad calls call others; where those calls went bad in
 * the same span, the trouble came from there. How much of it: failures below against failures above, and for slowness
 * the time lost below, by calls made for each call, against the time lost above.
 */
import { asCallersSaw } from './call';
import { countRequests } from './course';
import { meanDurationMs } from './find-slow-span';
import type { Trouble } from './trouble';

/** A trouble further down that explains a share (0..1) of this one. */
export interface Explanation {
  trouble: Trouble;
  share: number;
}

/** Less than this is a coincidence. */
const MIN_SHARE = 0.15;

/** Where a trouble came from, if it is not the hop's own; shares add up to 1 at most. */
export function explainTrouble(trouble: Trouble, all: readonly Trouble[]): Explanation[] {
  const below = all.filter((other) => isBelow(other, trouble) && doesOverlap(other, trouble));
  if (below.length === 0) return [];
  const shares = trouble.kind === 'errors' ? explainErrors(trouble, below) : explainLatency(trouble, below);
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  const scale = total > 1 ? 1 / total : 1;
  return shares
    .filter(({ share }) => share >= MIN_SHARE)
    .map(({ trouble: cause, share }) => ({ trouble: cause, share: share * scale }));
}

function isBelow(other: Trouble, { hop }: Trouble): boolean {
  return other.hop !== hop && hop.targets.has(other.hop.source.id);
}

/** Two spans of one story cover half of the shorter one together. */
function doesOverlap(a: Trouble, b: Trouble): boolean {
  const common = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return common >= Math.min(a.to - a.from, b.to - b.from) / 2;
}

function explainErrors(trouble: Trouble, below: readonly Trouble[]): Explanation[] {
  const answered = excessMadeBy(trouble, 'callee');
  const waited = excessMadeBy(trouble, 'waiting');
  const errors = below.filter(({ kind }) => kind === 'errors');
  const slow = below.filter(({ kind }) => kind === 'latency');
  const failed = errors.map((cause) => {
    const passed = Math.min(1, cause.excess / Math.max(1e-9, answered + waited));
    return { trouble: cause, share: passed * ((answered + waited) / trouble.excess) };
  });
  const left = Math.max(0, 1 - failed.reduce((sum, { share }) => sum + share, 0));
  // Slowness below becomes timeouts above, in the proxy or in the process.
  const late = slow.map((cause) => ({
    trouble: cause,
    share:
      (Math.min(left, waited / trouble.excess) + Math.min(left, answered / trouble.excess) * 0.5) /
      slow.length,
  }));
  return [...failed, ...late];
}

function explainLatency(trouble: Trouble, below: readonly Trouble[]): Explanation[] {
  const lost = lostMs(trouble);
  if (lost <= 0) return [];
  return below.flatMap((cause) => {
    const calls = countRequests(asCallersSaw(cause.hop.calls), trouble.from, trouble.to);
    return { trouble: cause, share: Math.min(1, (lostMs(cause) * calls) / (lost * trouble.requests)) };
  });
}

/** Mean milliseconds a call took longer in the span than before it; what waited for a timeout counts too. */
function lostMs({ hop, from, to }: Trouble): number {
  const calls = asCallersSaw(hop.calls);
  return Math.max(0, meanDurationMs(calls, from, to) - meanDurationMs(calls, 0, from));
}

function excessMadeBy({ modes }: Trouble, by: 'callee' | 'waiting'): number {
  return modes.reduce((sum, mode) => sum + (mode.madeBy === by ? mode.excess : 0), 0);
}
