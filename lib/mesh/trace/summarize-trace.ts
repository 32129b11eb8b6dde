import { buildTrace } from './build-trace';
import type { Span } from './span';
import { requestOf, responseCodeOf } from './span-request';
import type { Trace, TraceNode } from './trace';

/** How a trace looks in a list. */
export interface TraceDigest {
  traceId: string;
  rootService: string;
  rootNamespace: string;
  rootName: string;
  /** Method and path of the root request, empty where unknown. */
  rootOperation: string;
  /** The root is only the first of those known: its parent has not come, or never will. */
  isRootless: boolean;
  startUs: number;
  durationUs: number;
  spans: number;
  errors: number;
  /** Response code of the root, empty where unknown. */
  code: string;
  /** By first start. */
  services: { service: string; namespace: string; spans: number; errors: number }[];
  /** The longest and the failed spans: [start, duration] as shares of the trace, index in `services`, failed. */
  timeline: [number, number, number, boolean][];
}

const MAX_SEGMENTS = 24;

/** Sums up the spans of one trace, whatever is missing or doubled; undefined without spans. */
export function summarizeTrace(traceId: string, spans: readonly Span[]): TraceDigest | undefined {
  const trace = buildTrace(traceId, spans);
  const [first] = trace.roots;
  if (first === undefined) return undefined;
  const { span: root, isOrphan } = first;
  const services = countServices(trace);
  return {
    traceId,
    rootService: root.service,
    rootNamespace: root.namespace,
    rootName: root.name,
    rootOperation: requestOf(root.tags),
    isRootless: isOrphan,
    startUs: trace.startUs,
    durationUs: trace.durationUs,
    spans: trace.nodes.length,
    errors: trace.errors,
    code: responseCodeOf(root.tags),
    services: [...services.values()],
    timeline: drawTimeline(trace, [...services.keys()]),
  };
}

function countServices({ nodes }: Trace): Map<string, TraceDigest['services'][number]> {
  const services = new Map<string, TraceDigest['services'][number]>();
  const byStart = nodes.map(({ span }) => span).sort((a, b) => a.start_us - b.start_us);
  for (const span of byStart) {
    const key = serviceKey(span);
    const entry = services.get(key) ?? {
      service: span.service,
      namespace: span.namespace,
      spans: 0,
      errors: 0,
    };
    entry.spans++;
    if (span.status === 'error') entry.errors++;
    services.set(key, entry);
  }
  return services;
}

function drawTimeline(
  { nodes, startUs, durationUs }: Trace,
  services: readonly string[],
): TraceDigest['timeline'] {
  const whole = Math.max(1, durationUs);
  return [...nodes]
    .sort(byImportance)
    .slice(0, MAX_SEGMENTS)
    .sort((a, b) => a.index - b.index)
    .map(({ span }) => [
      round((span.start_us - startUs) / whole),
      round(span.duration_us / whole),
      services.indexOf(serviceKey(span)),
      span.status === 'error',
    ]);
}

function byImportance(a: TraceNode, b: TraceNode): number {
  const errors = Number(b.span.status === 'error') - Number(a.span.status === 'error');
  return errors || b.span.duration_us - a.span.duration_us || a.index - b.index;
}

function serviceKey({ service, namespace }: Span): string {
  return `${namespace}/${service}`;
}

function round(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}
