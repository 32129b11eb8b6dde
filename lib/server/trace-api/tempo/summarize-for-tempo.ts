import { buildTrace } from '../../../mesh/trace/build-trace';
import { traceServiceName } from '../../../mesh/trace/service-name';
import type { Span } from '../../../mesh/trace/span';

/** One trace of a Tempo search: its root, its time, and its first spans. */
export function summarizeForTempo(traceId: string, spans: readonly Span[], limit: number): unknown {
  const trace = buildTrace(traceId, spans);
  const root = trace.roots[0]?.span;
  const spanSet = {
    spans: trace.nodes.slice(0, limit).map(({ span }) => ({
      spanID: span.span_id,
      name: span.name,
      startTimeUnixNano: `${span.start_us}000`,
      durationNanos: String(span.duration_us * 1_000),
      attributes: [{ key: 'service.name', value: { stringValue: traceServiceName(span) } }],
    })),
    matched: trace.nodes.length,
  };
  return {
    traceID: traceId,
    rootServiceName: root === undefined ? '' : traceServiceName(root),
    rootTraceName: root?.name ?? '',
    startTimeUnixNano: `${trace.startUs}000`,
    durationMs: Math.round(trace.durationUs / 1_000),
    spanSet,
    spanSets: [spanSet],
  };
}
