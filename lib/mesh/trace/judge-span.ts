import type { Span } from './span';

/** When spans are taken, epoch microseconds. */
export interface SpanRange {
  fromUs: number;
  toUs: number;
}

const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;
/** Longer than any request; a clock that jumped is what makes such spans. */
const LONGEST_US = 7 * 86_400e6;

/** Why a span of an application cannot be kept; undefined when it can. */
export function findSpanFault(span: Span, { fromUs, toUs }: SpanRange): string | undefined {
  if (!TRACE_ID.test(span.trace_id)) return 'a trace id is no 32 hexadecimal digits other than zero';
  if (!SPAN_ID.test(span.span_id)) return 'a span id is no 16 hexadecimal digits other than zero';
  if (span.parent_span_id !== '' && !SPAN_ID.test(span.parent_span_id))
    return 'a parent id is no 16 hexadecimal digits';
  if (!(span.start_us >= fromUs)) return 'a span starts before what is kept';
  if (!(span.start_us <= toUs)) return 'a span starts in the future';
  if (!(span.duration_us >= 0 && span.duration_us <= LONGEST_US)) return 'a span lasts longer than 7 days';
  return undefined;
}
