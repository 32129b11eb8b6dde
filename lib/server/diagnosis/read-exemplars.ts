import type { Exemplar } from '../../mesh/diagnosis/diagnosis-input';
import type { CountedSeries } from '../../mesh/metrics/counted-series';
import { isKnown } from '../../mesh/metrics/series-labels';
import type { QueryContext } from '../query/query-context';
import type { StoredLog } from '../store/contract/log-reader';
import type { TimeWindow } from '../store/contract/point-reader';

/** The busiest failing calls that lines are read of, and how many of each. */
const MAX_CALLS = 16;
const LINES_EACH = 40;
/** No answer, client errors, server errors. */
const FAILED_CLASSES = [0, 4, 5];

interface FailingCall {
  sourceWorkload: string;
  service: string;
  errors: number;
}

/** Lines of failing requests, some of each call that fails most. */
export async function readExemplars(
  query: QueryContext,
  window: TimeWindow,
  rows: readonly CountedSeries[],
): Promise<Exemplar[]> {
  const calls = findFailingCalls(rows);
  const pages = await Promise.all(
    calls.map(({ sourceWorkload, service }) =>
      query.sources.store.logs.searchLogs({
        ...window,
        limit: LINES_EACH,
        filter: {
          codeClasses: FAILED_CLASSES,
          sourceWorkload,
          ...(isKnown(service) ? { destinationService: service } : {}),
        },
      }),
    ),
  );
  return pages.flatMap(({ items }) => items.map(toExemplar));
}

function findFailingCalls(rows: readonly CountedSeries[]): FailingCall[] {
  const calls = new Map<string, FailingCall>();
  for (const { facts, point, weight } of rows) {
    if (!facts.isError || facts.protocol === 'tcp') continue;
    const { source_workload: sourceWorkload, destination_service_name: service } = facts.labels;
    const key = `${sourceWorkload} ${service}`;
    const call = calls.get(key) ?? { sourceWorkload, service, errors: 0 };
    call.errors += point.requests * weight;
    calls.set(key, call);
  }
  return [...calls.values()].sort((a, b) => b.errors - a.errors).slice(0, MAX_CALLS);
}

function toExemplar(line: StoredLog): Exemplar {
  return {
    atMs: line.start_time,
    id: line.id,
    reporter: line.reporter,
    sourceWorkload: line.source_workload,
    sourceNamespace: line.source_workload_namespace,
    destinationWorkload: line.destination_workload,
    destinationNamespace: line.destination_workload_namespace,
    service: line.destination_service_name,
    serviceNamespace: line.destination_service_namespace,
    code: line.response_code,
    flags: line.response_flags,
    details: withoutVia(line.response_code_details),
    transportFailure: line.upstream_transport_failure_reason ?? '',
    // What the callee's proxy calls upstream is always the process beside it.
    upstreamHost: line.reporter === 'source' ? (line.upstream_host ?? '') : '',
    operation: line.request_operation,
    traceId: line.trace_id ?? '',
  };
}

function withoutVia(details: string | null): string {
  return details === null || details === 'via_upstream' || details === '-' ? '' : details;
}
