/**
 * The label set of one time series: Istio's standard metric labels in the order Istio's proxies emit them,
 * under Istio's own names, plus `request_operation` (method and learnt path template).
 */
export const SERIES_LABELS = [
  'reporter',
  'source_workload',
  'source_canonical_service',
  'source_canonical_revision',
  'source_workload_namespace',
  'source_principal',
  'source_app',
  'source_version',
  'source_cluster',
  'destination_workload',
  'destination_workload_namespace',
  'destination_principal',
  'destination_app',
  'destination_version',
  'destination_service',
  'destination_canonical_service',
  'destination_canonical_revision',
  'destination_service_name',
  'destination_service_namespace',
  'destination_cluster',
  'request_protocol',
  'response_code',
  'grpc_response_status',
  'response_flags',
  'connection_security_policy',
  'request_operation',
] as const;

/** The name of one label. */
export type SeriesLabel = (typeof SERIES_LABELS)[number];

/** All labels of one series; a missing value is the literal `unknown`, as in Istio. */
export type SeriesLabels = Readonly<Record<SeriesLabel, string>>;

/** Istio's word for a value nobody knows. */
export const UNKNOWN = 'unknown';

/** The labels as a tuple in `SERIES_LABELS` order: the form on the wire and in the store. */
export function toLabelValues(labels: SeriesLabels): string[] {
  return SERIES_LABELS.map((name) => labels[name]);
}

/** The inverse of `toLabelValues`; short tuples are filled with `unknown`. */
export function fromLabelValues(values: readonly string[]): SeriesLabels {
  const labels = {} as Record<SeriesLabel, string>;
  for (const [index, name] of SERIES_LABELS.entries()) labels[name] = values[index] ?? UNKNOWN;
  return labels;
}

/** A string that is equal exactly for equal label sets. */
export function seriesKey(labels: SeriesLabels): string {
  return toLabelValues(labels).join('\u0000');
}

/** False for "", "unknown" and undefined: Kiali's `IsOK`. */
export function isKnown(value: string | undefined): value is string {
  return value !== undefined && value !== '' && value !== UNKNOWN;
}
