import type { Span } from '../../mesh/trace/span';
import { INGEST_LIMITS } from '../../protocol/ingest/limits';

const KINDS: ReadonlySet<string> = new Set<Span['kind']>([
  'SERVER',
  'CLIENT',
  'PRODUCER',
  'CONSUMER',
  'INTERNAL',
]);
const STATUSES: ReadonlySet<string> = new Set<Span['status']>(['unset', 'ok', 'error']);
const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;

/** Whether a decoded span has every value it must have, within the bounds of its meaning. */
export function acceptSpan(span: Span): boolean {
  for (const value of Object.values(span)) if (value === null) return false;
  return (
    TRACE_ID.test(span.trace_id) &&
    SPAN_ID.test(span.span_id) &&
    (span.parent_span_id === '' || SPAN_ID.test(span.parent_span_id)) &&
    KINDS.has(span.kind) &&
    STATUSES.has(span.status) &&
    isTime(span.start_us) &&
    isTime(span.duration_us) &&
    Object.keys(span.tags).length <= INGEST_LIMITS.tagsPerSpan
  );
}

function isTime(value: number): boolean {
  return value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
