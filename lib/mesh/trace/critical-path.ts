import type { Trace, TraceNode } from './trace';

/** A stretch of one span that the whole trace waited for; epoch microseconds. */
export interface CriticalSegment {
  spanIndex: number;
  startUs: number;
  endUs: number;
}

interface Frame {
  node: TraceNode | undefined;
  startUs: number;
  endUs: number;
  /** Children by end, latest last; taken from the end. */
  waiting: TraceNode[];
}

/**
 * The critical path, as Jaeger computes it: from the end of the trace backwards, always into the child that finished
 * last before the moment reached; what no child covers belongs to the span itself. Children that outlive their parent
 * are cut at its end. Several roots are walked as children of one unseen root. Segments come by start.
 */
export function findCriticalPath(trace: Trace): CriticalSegment[] {
  const segments: CriticalSegment[] = [];
  const stack = [frameOf(undefined, trace.roots, trace.startUs, trace.endUs)];
  let cursor = trace.endUs;
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const child = takeLastFinished(top, cursor);
    const reached = child === undefined ? top.startUs : Math.min(endOf(child), top.endUs);
    if (top.node !== undefined && reached < cursor) {
      segments.push({ spanIndex: top.node.index, startUs: reached, endUs: cursor });
    }
    cursor = Math.min(cursor, reached);
    if (child === undefined) stack.pop();
    else stack.push(frameOf(child, child.children, Math.max(child.span.start_us, top.startUs), cursor));
  }
  return segments.reverse();
}

function frameOf(
  node: TraceNode | undefined,
  children: readonly TraceNode[],
  startUs: number,
  endUs: number,
): Frame {
  const waiting = children.filter((child) => child.span.start_us < endUs && endOf(child) > startUs);
  waiting.sort((a, b) => Math.min(endOf(a), endUs) - Math.min(endOf(b), endUs) || b.index - a.index);
  return { node, startUs, endUs, waiting };
}

function takeLastFinished(frame: Frame, cursor: number): TraceNode | undefined {
  for (let child = frame.waiting.pop(); child !== undefined; child = frame.waiting.pop()) {
    if (Math.min(endOf(child), frame.endUs) <= cursor) return child;
  }
  return undefined;
}

function endOf(node: TraceNode): number {
  return node.span.start_us + node.span.duration_us;
}
