/** How rows of `spans` are read. */
export const TIME_US = '(extract(epoch FROM ts) * 1000000)::bigint';
export const TRACE_ID = "replace(trace_id::text, '-', '')";

const OWN = `${TRACE_ID} AS trace_id, encode(span_id, 'hex') AS span_id,
  coalesce(encode(parent_span_id, 'hex'), '') AS parent_span_id, name, kind, ${TIME_US} AS start_us,
  duration_us, service, namespace, workload, version, status`;

/** The columns of a whole span; see `toSpan`. */
export const SPAN_COLUMNS = `${OWN}, tags, details`;

/** The same without what its reporter said beside. */
export const BARE_SPAN_COLUMNS = `${OWN}, '{}'::jsonb AS tags, NULL::jsonb AS details`;
