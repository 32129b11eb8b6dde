import type { TraceSummary } from '../contract/trace-reader';

/** What a list has to know of each span. */
export interface SpanRow {
  trace_id: string;
  start_us: number;
  duration_us: number;
  root: boolean;
  status: string;
  name: string;
  service: string;
  namespace: string;
  workload: string;
  response_code: number | null;
}

/** The list's view of one trace; `spans` must not be empty. */
export function summariseTrace(traceId: string, spans: readonly SpanRow[]): TraceSummary {
  const byStart = spans.toSorted((a, b) => a.start_us - b.start_us);
  const root = byStart.find((span) => span.root) ?? byStart[0];
  const startUs = byStart[0]?.start_us ?? 0;
  const endUs = spans.reduce((end, span) => Math.max(end, span.start_us + span.duration_us), startUs);
  return {
    traceId,
    rootName: root?.name ?? '',
    rootService: root?.service ?? '',
    rootNamespace: root?.namespace ?? '',
    rootWorkload: root?.workload ?? '',
    startUs,
    durationUs: endUs - startUs,
    spans: spans.length,
    errorSpans: spans.filter((span) => span.status === 'error').length,
    code: root?.response_code ?? 0,
    services: countServices(byStart),
  };
}

function countServices(spans: readonly SpanRow[]): TraceSummary['services'] {
  const services = new Map<string, TraceSummary['services'][number]>();
  for (const { service, namespace, status } of spans) {
    const key = `${namespace}/${service}`;
    const entry = services.get(key) ?? { name: service, namespace, spans: 0, errorSpans: 0 };
    entry.spans++;
    if (status === 'error') entry.errorSpans++;
    services.set(key, entry);
  }
  return [...services.values()];
}
