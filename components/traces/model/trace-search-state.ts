import { sortCodec } from '@/components/ui/sort-codec';
import type { QueryValues } from '@/lib/client/http/print-request';
import type { TimeRange } from '@/lib/client/time/time-range';
import { windowQuery } from '@/lib/client/time/window-query';
import { flag, oneOf, optionalNumber, optionalText, text } from '@/lib/client/url/codec';
import { describeOf } from '@/lib/client/url/describe-of';
import type { StateOf } from '@/lib/client/url/url-state';

/** What the address bar of the search holds, besides namespaces and time. */
export const TRACE_SEARCH = {
  service: text(),
  operation: text(),
  of: optionalText,
  tags: text(),
  q: text(),
  min: optionalNumber,
  max: optionalNumber,
  status: oneOf(['any', 'error', 'ok'], 'any'),
  code: text(),
  path: text(),
  flag: text(),
  version: text(),
  principal: text(),
  caller: text(),
  callee: text(),
  live: flag(true),
  plot: oneOf(['points', 'heat'], 'points'),
  sort: sortCodec({ column: 'started', direction: 'desc' }),
} as const;

/** Fields of the form that are shown when they are wanted. */
export const MORE_FIELDS = ['caller', 'callee', 'path', 'flag', 'version', 'principal'] as const;

export type TraceSearchState = StateOf<typeof TRACE_SEARCH>;

/** The state as parameters of GET /api/traces. */
export function toTraceQuery(
  state: TraceSearchState,
  namespaces: readonly string[],
  range: TimeRange,
): QueryValues {
  return {
    ...windowQuery(range),
    service: state.service,
    operation: state.operation,
    of: state.of,
    tags: state.tags,
    q: state.q,
    minDurationMs: state.min,
    maxDurationMs: state.max,
    status: state.status === 'any' ? undefined : state.status,
    code: state.code,
    path: state.path,
    flag: state.flag,
    version: state.version,
    principal: state.principal,
    caller: state.caller,
    callee: state.callee,
    namespace: namespaces.join(','),
  };
}

/** A condition that applies now, in words, and the patch that takes it away. */
export interface ActiveFilter {
  id: keyof TraceSearchState;
  words: string;
  clear: Partial<TraceSearchState>;
}

/** The conditions of a search, for chips. */
export function activeFilters(state: TraceSearchState): ActiveFilter[] {
  const filters: (ActiveFilter | undefined)[] = [
    word('service', state.service, `service ${state.service}`, { service: '' }),
    word('operation', state.operation, `operation has “${state.operation}”`, { operation: '' }),
    word('of', state.of, `through ${describeOf(state.of ?? '')}`, { of: undefined }),
    word('tags', state.tags, `tags ${state.tags}`, { tags: '' }),
    word('q', state.q, `query ${state.q}`, { q: '' }),
    word('min', state.min, `at least ${state.min} ms`, { min: undefined }),
    word('max', state.max, `at most ${state.max} ms`, { max: undefined }),
    word('status', state.status === 'any' ? '' : state.status, `status ${state.status}`, { status: 'any' }),
    word('code', state.code, `code ${state.code}`, { code: '' }),
    word('path', state.path, `path has “${state.path}”`, { path: '' }),
    word('flag', state.flag, `flag ${state.flag}`, { flag: '' }),
    word('version', state.version, `version ${state.version}`, { version: '' }),
    word('principal', state.principal, `principal ${state.principal}`, { principal: '' }),
    word('caller', state.caller, `calls of ${state.caller}`, { caller: '' }),
    word('callee', state.callee, `calls to ${state.callee}`, { callee: '' }),
  ];
  return filters.filter((filter) => filter !== undefined);
}

function word(
  id: keyof TraceSearchState,
  value: string | number | undefined,
  words: string,
  clear: Partial<TraceSearchState>,
): ActiveFilter | undefined {
  return value === undefined || value === '' ? undefined : { id, words, clear };
}
