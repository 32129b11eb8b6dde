import { AppError } from '../../../protocol/app-error';
import type { TraceFilter } from '../../store/contract/trace-reader';
import { serviceFilter, type TraceSearch } from '../find-traces';
import { readDurationUs, readNumber } from '../read-duration';

const HOUR_MS = 3_600_000;
const DEFAULT_LIMIT = 20;

/** Jaeger v1: `service operation tags minDuration maxDuration limit start end lookback`, times in microseconds. */
export function readV1Search(query: URLSearchParams, nowMs: number): TraceSearch {
  const toMs = readNumber(query, 'end', nowMs * 1_000) / 1_000;
  const lookbackMs = (readDurationUs(namedLookback(query.get('lookback'))) ?? HOUR_MS * 1_000) / 1_000;
  return {
    window: { fromMs: readNumber(query, 'start', (toMs - lookbackMs) * 1_000) / 1_000, toMs: toMs + 1 },
    filter: {
      ...serviceFilter(query.get('service')),
      ...operationFilter(query.get('operation')),
      ...durationFilter(query.get('minDuration'), query.get('maxDuration')),
      ...tagsFilter(query.get('tags')),
    },
    limit: readNumber(query, 'limit', DEFAULT_LIMIT),
  };
}

/** Jaeger v3: the same under `query.`, names in either case, times in RFC 3339 and required. */
export function readV3Search(query: URLSearchParams): TraceSearch {
  const get = (camel: string): string | null =>
    query.get(`query.${camel}`) ??
    query.get(`query.${camel.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`);
  const limit = Number(get('searchDepth') ?? get('numTraces') ?? DEFAULT_LIMIT);
  return {
    window: {
      fromMs: readTime(get('startTimeMin'), 'query.startTimeMin'),
      toMs: readTime(get('startTimeMax'), 'query.startTimeMax') + 1,
    },
    filter: {
      ...serviceFilter(get('serviceName')),
      ...operationFilter(get('operationName')),
      ...durationFilter(get('durationMin'), get('durationMax')),
      ...tagsFilter(get('attributes')),
    },
    limit: Number.isFinite(limit) ? limit : DEFAULT_LIMIT,
  };
}

/** `custom` and days are the UI's own words. */
function namedLookback(text: string | null): string | null {
  if (text === 'custom') return null;
  const days = /^(\d+)d$/.exec(text ?? '')?.[1];
  return days === undefined ? text : `${Number(days) * 24}h`;
}

function operationFilter(name: string | null): TraceFilter {
  return name === null || name === '' || name === 'all' ? {} : { operation: name };
}

function durationFilter(least: string | null, most: string | null): TraceFilter {
  const [minDurationUs, maxDurationUs] = [readDurationUs(least), readDurationUs(most)];
  return {
    ...(minDurationUs === undefined ? {} : { minDurationUs }),
    ...(maxDurationUs === undefined ? {} : { maxDurationUs }),
  };
}

/** Jaeger marks failed spans with a tag; here that is the status. */
function tagsFilter(text: string | null): TraceFilter {
  if (text === null || text === '') return {};
  const tags = parseTags(text);
  const { error, 'span.kind': kind, ...rest } = tags;
  return {
    ...(error === 'true' ? { status: 'error' as const } : {}),
    ...(kind === 'server' ? { kind: 'SERVER' as const } : {}),
    ...(kind === 'client' ? { kind: 'CLIENT' as const } : {}),
    ...(Object.keys(rest).length === 0 ? {} : { tags: rest }),
  };
}

function parseTags(text: string): Record<string, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new AppError('bad_request', 'Cannot read the tags: they are no JSON object');
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
}

function readTime(text: string | null, name: string): number {
  const timeMs = Date.parse(text ?? '');
  if (Number.isNaN(timeMs))
    throw new AppError('bad_request', `${name} must be a time such as 2030-01-31T12:00:00Z`);
  return timeMs;
}
