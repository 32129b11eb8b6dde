import { readDurationUs as readDuration } from '../../mesh/trace/query/read-duration';
import { AppError } from '../../protocol/app-error';

/** Go's durations (`1.5s`, `1m30s`) in microseconds; undefined for none, `bad_request` for what is none. */
export function readDurationUs(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || text === '') return undefined;
  const us = readDuration(text);
  if (us === undefined) throw new AppError('bad_request', `Cannot read the duration "${text}"`);
  return us;
}

/** A whole number of the query, or what stands for it; fails with `bad_request`. */
export function readNumber(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0)
    throw new AppError('bad_request', `Cannot read the number ${name}="${text}"`);
  return value;
}
