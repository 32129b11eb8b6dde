import type { Span } from '../../../mesh/trace/span';
import { responseCodeOf } from '../../../mesh/trace/span-request';
import { AppError } from '../../../protocol/app-error';
import type { BinaryCopyWriter } from '../database/binary-copy-writer';
import { toSpanId, toTraceId } from './trace-ids';

/** The columns of `spans` as `writeSpanRow` fills them. */
export const SPAN_COLUMNS = [
  'ts',
  'trace_id',
  'span_id',
  'parent_span_id',
  'duration_us',
  'response_code',
  'kind',
  'status',
  'name',
  'service',
  'namespace',
  'workload',
  'version',
  'tags',
  'details',
] as const;

const CODE = /^\d{1,3}$/;

/** Appends one span; fails with `bad_request` when its ids are not hexadecimal. */
export function writeSpanRow(writer: BinaryCopyWriter, span: Span): void {
  const traceId = toTraceId(span.trace_id);
  const spanId = toSpanId(span.span_id);
  if (traceId === undefined || spanId === undefined) {
    throw new AppError('bad_request', `Cannot store span "${span.name}": its ids are not hexadecimal`);
  }
  writer.startRow(SPAN_COLUMNS.length);
  writer.timestamptz(Math.round(span.start_us));
  writer.hex(traceId);
  writer.hex(spanId);
  const parent = toSpanId(span.parent_span_id);
  if (parent === undefined) writer.nothing();
  else writer.hex(parent);
  writer.int8(Math.round(span.duration_us));
  const code = responseCodeOf(span.tags);
  if (CODE.test(code)) writer.int4(Number(code));
  else writer.nothing();
  for (const text of [span.kind, span.status, span.name, span.service, span.namespace, span.workload]) {
    writer.text(text);
  }
  writer.text(span.version);
  writer.jsonb(span.tags);
  if (span.details === undefined) writer.nothing();
  else writer.jsonb(span.details);
}
