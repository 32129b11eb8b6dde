import { AppError } from '../../protocol/app-error';
import type { TimeWindow } from '../store/contract/point-reader';
import type { QuerySources } from './query-sources';

/** How a window is asked for; see `timeWindowQuery`. */
export interface WindowParams {
  window?: number | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

const DEFAULT_SECONDS = 60;
/** Data this old or younger means that the mesh is talking, and that the window may end with it. */
const FRESH_MS = 5_000;

/**
 * The window of a query in whole seconds. A relative one ends with the newest data, not with the clock: agents report
 * about once a second, and an end without data yet would make every rate too low.
 */
export function resolveWindow(params: WindowParams, sources: Pick<QuerySources, 'hot' | 'now'>): TimeWindow {
  if (params.from !== undefined || params.to !== undefined) return absoluteWindow(params, sources.now());
  const toMs = newestEnd(sources);
  return { fromMs: toMs - (params.window ?? DEFAULT_SECONDS) * 1_000, toMs };
}

/** The window of a search for single events; a relative one ends now, so that the very newest is found. */
export function resolveSearchWindow(params: WindowParams, nowMs: number): TimeWindow {
  return absoluteWindow(params, nowMs);
}

function absoluteWindow({ window, from, to }: WindowParams, nowMs: number): TimeWindow {
  const toMs = to ?? nowMs;
  const fromMs = from ?? toMs - (window ?? DEFAULT_SECONDS) * 1_000;
  if (fromMs >= toMs) {
    throw new AppError('bad_request', 'Cannot read the window: from is not before to', { from, to });
  }
  return { fromMs: Math.floor(fromMs / 1_000) * 1_000, toMs: Math.ceil(toMs / 1_000) * 1_000 };
}

function newestEnd({ hot, now }: Pick<QuerySources, 'hot' | 'now'>): number {
  const nowMs = Math.ceil(now() / 1_000) * 1_000;
  const newestMs = hot.newestMs();
  return newestMs !== undefined && nowMs - newestMs <= FRESH_MS ? Math.min(newestMs, nowMs) : nowMs;
}

/** The window moved back in time. */
export function shiftWindow({ fromMs, toMs }: TimeWindow, seconds: number): TimeWindow {
  return { fromMs: fromMs - seconds * 1_000, toMs: toMs - seconds * 1_000 };
}
