import type { Span } from '@/lib/mesh/trace/span';

/** A span of a made-up trace: times in microseconds. */
export function makeSpan(id: string, startUs: number, durationUs: number, rest: Partial<Span> = {}): Span {
  return {
    trace_id: 'a'.repeat(32),
    span_id: id,
    parent_span_id: '',
    name: `${id}.default.svc.cluster.local:80/*`,
    kind: 'SERVER',
    start_us: startUs,
    duration_us: durationUs,
    service: id,
    namespace: 'default',
    workload: `${id}-v1`,
    version: 'v1',
    status: 'unset',
    tags: {},
    ...rest,
  };
}
