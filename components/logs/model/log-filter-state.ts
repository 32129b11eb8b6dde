import type { QueryValues } from '@/lib/client/http/print-request';
import type { TimeRange } from '@/lib/client/time/time-range';
import { windowQuery } from '@/lib/client/time/window-query';
import { oneOf, optionalNumber, optionalText, text } from '@/lib/client/url/codec';
import { describeOf } from '@/lib/client/url/describe-of';
import type { StateOf } from '@/lib/client/url/url-state';

/** What the address bar of the logs holds, besides namespaces and time. */
export const LOG_FILTER = {
  q: text(),
  of: optionalText,
  workload: text(),
  service: text(),
  method: text(),
  path: text(),
  code: text(),
  flag: text(),
  min: optionalNumber,
  /** Every call once, by its callee's line where it arrived; all lines; or those of one kind of proxy. */
  sides: oneOf(['once', 'both', 'source', 'destination', 'waypoint'], 'once'),
  trace: text(),
  request: text(),
  /** The line that is open. */
  line: optionalText,
  view: oneOf(['lines', 'patterns'], 'lines'),
} as const;

export type LogFilterState = StateOf<typeof LOG_FILTER>;

/** The state as parameters of GET /api/logs, its histogram, and the live topic `logs`. */
export function toLogQuery(
  state: LogFilterState,
  namespaces: readonly string[],
  range: TimeRange,
): QueryValues {
  return {
    ...windowQuery(range),
    q: state.q,
    of: state.of,
    namespace: namespaces.join(','),
    workload: state.workload,
    service: state.service,
    method: state.method.toUpperCase(),
    path: state.path,
    code: state.code,
    flag: state.flag,
    minDurationMs: state.min,
    ...sidesQuery(state.sides),
    traceId: state.trace,
    requestId: state.request,
  };
}

function sidesQuery(sides: LogFilterState['sides']): QueryValues {
  if (sides === 'once') return {};
  return sides === 'both' ? { sides } : { reporter: sides };
}

/** A condition that applies now, in words, and the patch that takes it away. */
export interface ActiveLogFilter {
  id: keyof LogFilterState;
  words: string;
  clear: Partial<LogFilterState>;
}

const WORDS: readonly [keyof LogFilterState, (value: string) => string, Partial<LogFilterState>][] = [
  ['of', (value) => describeOf(value), { of: undefined }],
  ['workload', (value) => `workload ${value}`, { workload: '' }],
  ['service', (value) => `service ${value}`, { service: '' }],
  ['method', (value) => `method ${value}`, { method: '' }],
  ['path', (value) => `path has “${value}”`, { path: '' }],
  ['code', (value) => `code ${value}`, { code: '' }],
  ['flag', (value) => `flag ${value}`, { flag: '' }],
  ['min', (value) => `at least ${value} ms`, { min: undefined }],
  ['trace', (value) => `trace ${value.slice(0, 8)}…`, { trace: '' }],
  ['request', (value) => `request ${value.slice(0, 8)}…`, { request: '' }],
];

/** The conditions beside words and sides, for chips. */
export function activeLogFilters(state: LogFilterState): ActiveLogFilter[] {
  return WORDS.flatMap(([id, words, clear]) => {
    const value = state[id];
    return value === undefined || value === '' ? [] : [{ id, words: words(String(value)), clear }];
  });
}

/** The patch that takes every condition away. */
export function clearLogFilters(): Partial<LogFilterState> {
  return Object.assign({ q: '', sides: 'once' } as const, ...WORDS.map(([, , clear]) => clear));
}
