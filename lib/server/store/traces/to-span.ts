import type { Span, SpanDetails } from '../../../mesh/trace/span';

/** A row of `SPAN_COLUMNS`. */
export type SpanRow = Omit<Span, 'details'> & { details: SpanDetails | null };

/** Most spans have no details; for them the field is left out. */
export function toSpan({ details, ...span }: SpanRow): Span {
  return details === null ? span : { ...span, details };
}
