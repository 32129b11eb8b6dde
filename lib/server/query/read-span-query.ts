import { readTraceQuery } from '../../mesh/trace/query/read-trace-query';
import type { Spanset } from '../../mesh/trace/query/spanset';
import { AppError } from '../../protocol/app-error';

/** Reads the query of a search; fails with `bad_request`, the reason, and the place in the query. */
export function readSpanQuery(text: string): Spanset {
  const { spanset, error } = readTraceQuery(text);
  if (error === undefined) return spanset;
  const { message, from, to } = error;
  throw new AppError('bad_request', `Cannot read the query at character ${from + 1}: ${message}`, {
    from,
    to,
  });
}
