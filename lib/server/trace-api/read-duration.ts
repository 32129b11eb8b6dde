import { AppError } from '../../protocol/app-error';

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-3,
  us: 1,
  µs: 1,
  ms: 1e3,
  s: 1e6,
  m: 60e6,
  h: 3600e6,
};

/** Go's durations (`1.5s`, `1m30s`) in microseconds; undefined for none. */
export function readDurationUs(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || text === '') return undefined;
  let total = 0;
  let rest = text;
  while (rest !== '') {
    const [whole = '', number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/.exec(rest) ?? [];
    if (whole === '') throw new AppError('bad_request', `Cannot read the duration "${text}"`);
    total += Number(number) * (UNITS[unit] ?? 0);
    rest = rest.slice(whole.length);
  }
  return Math.round(total);
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
