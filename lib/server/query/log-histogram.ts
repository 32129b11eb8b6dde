import type * as z from 'zod/mini';
import type { getLogHistogram as getLogHistogramEndpoint, LogFilter } from '../../protocol/api/logs';
import { toLogFilter } from './log-filter';
import type { QueryContext } from './query-context';
import { resolveSearchWindow } from './resolve-window';

type HistogramAnswer = z.infer<typeof getLogHistogramEndpoint.response>;

const DEFAULT_SECONDS = 3_600;
/** Steps people can read, milliseconds. */
const MIN_STEP_MS = 1_000;

/** Lines over time by class of response code. */
export async function logHistogram(
  context: QueryContext,
  params: LogFilter & { buckets: number },
): Promise<HistogramAnswer> {
  const window = resolveSearchWindow(
    { ...params, window: params.window ?? DEFAULT_SECONDS },
    context.sources.now(),
  );
  const length = window.toMs - window.fromMs;
  const stepMs = Math.max(MIN_STEP_MS, Math.ceil(length / params.buckets / MIN_STEP_MS) * MIN_STEP_MS);
  const filter = toLogFilter(context, params);
  const buckets = await context.sources.store.logs.countLogs(window, stepMs, filter);
  return {
    stepMs,
    buckets: buckets.map((bucket) => ({
      t: bucket.startMs,
      ok: bucket.success,
      redirect: bucket.redirect,
      clientError: bucket.clientError,
      serverError: bucket.serverError,
      noResponse: bucket.noAnswer,
    })),
  };
}
