import type * as z from 'zod/mini';
import type { getTrace as getTraceEndpoint } from '../../protocol/api/traces';
import { AppError } from '../../protocol/app-error';
import type { QueryContext } from './query-context';

type TraceAnswer = z.infer<typeof getTraceEndpoint.response>;

const TRACE_ID = /^[0-9a-f]{16}([0-9a-f]{16})?$/;

/** All spans of one trace by start; fails with `not_found` when none is kept. */
export async function getTrace(context: QueryContext, traceId: string): Promise<TraceAnswer> {
  const id = traceId.toLowerCase();
  if (!TRACE_ID.test(id)) {
    throw new AppError('bad_request', `Cannot read the trace "${traceId}": an id has 16 or 32 hex digits`);
  }
  const spans = await context.sources.store.traces.readTrace(id.padStart(32, '0'));
  if (spans.length === 0) {
    throw new AppError(
      'not_found',
      `Cannot find the trace ${traceId}: it was not sampled or is no longer kept`,
    );
  }
  return { traceId: id, spans: spans.map((span) => ({ ...span, tags: { ...span.tags } })) };
}
