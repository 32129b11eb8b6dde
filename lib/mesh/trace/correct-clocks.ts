import type { Span } from './span';
import type { Trace, TraceNode } from './trace';

/** How far the spans of one workload were moved, because its clock disagrees with those of its callers. */
export interface ClockShift {
  workload: string;
  namespace: string;
  /** Whose calls its spans did not fit into, of the span that was moved furthest. */
  caller: string;
  /** Microseconds; positive is later. */
  shiftUs: number;
  spans: number;
}

/** Proxies read their clocks a little before and after the bytes move. */
const TOLERANCE_US = 1_000;

/**
 * Moves the spans of hosts whose clocks disagree, so that what a server did lies within the call it answers: into the middle of it,
 * as there is no telling how the time on the way was shared out; at its beginning when it took longer. What it called moves with
 * it. Durations stay. A call that failed may end before its callee does: then only the beginning counts.
 */
export function correctClocks(trace: Trace): { spans: Span[]; shifts: ClockShift[] } {
  const shiftOf = new Map<TraceNode, number>();
  const shifts = new Map<string, ClockShift>();
  // Nodes stand depth first: a caller has been moved before its callees are looked at.
  const spans = trace.nodes.map((node) => {
    const shiftUs = measureShift(node, shiftOf);
    shiftOf.set(node, shiftUs);
    if (shiftUs === 0) return node.span;
    note(shifts, node, shiftUs);
    return moveSpan(node.span, shiftUs);
  });
  return { spans, shifts: [...shifts.values()].sort((a, b) => Math.abs(b.shiftUs) - Math.abs(a.shiftUs)) };
}

function measureShift(node: TraceNode, shiftOf: ReadonlyMap<TraceNode, number>): number {
  const { span, parent } = node;
  if (parent === undefined) return 0;
  const callerShiftUs = shiftOf.get(parent) ?? 0;
  const caller = parent.span;
  if (hostOf(span) === hostOf(caller)) return callerShiftUs;
  if (span.kind !== 'SERVER' || caller.kind !== 'CLIENT') return 0;
  const startUs = caller.start_us + callerShiftUs;
  const early = startUs - span.start_us;
  const late = span.start_us + span.duration_us - startUs - caller.duration_us;
  const isOutside = early > TOLERANCE_US || (late > TOLERANCE_US && caller.status !== 'error');
  if (!isOutside) return 0;
  return early + Math.max(0, Math.floor((caller.duration_us - span.duration_us) / 2));
}

function note(shifts: Map<string, ClockShift>, { span, parent }: TraceNode, shiftUs: number): void {
  const key = hostOf(span);
  const known = shifts.get(key);
  if (known !== undefined) {
    known.spans++;
    if (Math.abs(shiftUs) <= Math.abs(known.shiftUs)) return;
    known.shiftUs = shiftUs;
    known.caller = parent?.span.workload ?? known.caller;
    return;
  }
  const { workload, namespace } = span;
  shifts.set(key, { workload, namespace, caller: parent?.span.workload ?? '', shiftUs, spans: 1 });
}

function moveSpan(span: Span, shiftUs: number): Span {
  const events = span.details?.events;
  return {
    ...span,
    start_us: span.start_us + shiftUs,
    ...(events === undefined
      ? {}
      : {
          details: {
            ...span.details,
            events: events.map((event) => ({ ...event, time_us: event.time_us + shiftUs })),
          },
        }),
  };
}

/** A sidecar and the process beside it read one clock. */
function hostOf({ namespace, workload }: Span): string {
  return `${namespace}/${workload}`;
}
