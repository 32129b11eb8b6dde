import type { TraceNode } from '@/lib/mesh/trace/trace';

/** A stretch of a span's time with its cause; microseconds. */
export interface TimingPart {
  id: 'before' | 'own' | 'children' | 'after';
  label: string;
  us: number;
}

/**
 * Where a span's time went. A call that its callee reported splits into the way there, the callee, and the way back;
 * anything else into its own work and the time its calls took.
 */
export function spanTiming(node: TraceNode): TimingPart[] {
  const { span, children } = node;
  const callee = span.kind === 'CLIENT' ? children.find((child) => child.span.kind === 'SERVER') : undefined;
  if (callee !== undefined && isWithin(node, callee)) {
    const before = callee.span.start_us - span.start_us;
    return [
      { id: 'before', label: 'Connection, queue and the way there', us: before },
      { id: 'children', label: `Work of ${callee.span.workload}`, us: callee.span.duration_us },
      { id: 'after', label: 'The way back', us: span.duration_us - before - callee.span.duration_us },
    ];
  }
  if (children.length === 0) return [{ id: 'own', label: 'Own work', us: span.duration_us }];
  return [
    { id: 'own', label: 'Own work', us: node.selfUs },
    { id: 'children', label: 'Waiting for calls', us: span.duration_us - node.selfUs },
  ];
}

function isWithin(outer: TraceNode, inner: TraceNode): boolean {
  return (
    inner.span.start_us >= outer.span.start_us &&
    inner.span.start_us + inner.span.duration_us <= outer.span.start_us + outer.span.duration_us
  );
}
