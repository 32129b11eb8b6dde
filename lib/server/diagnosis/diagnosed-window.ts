import type { QueryContext } from '../query/query-context';
import { isHotWindow } from '../query/read-traffic';
import { resolveWindow, type WindowParams } from '../query/resolve-window';
import type { TimeWindow } from '../store/contract/point-reader';

/** Baseline and window together are at least so long: what memory holds. */
const MIN_SECONDS = 900;
/** The scan compares all spans of steps, so their number is bounded. */
const MAX_STEPS = 180;
const HOT_STEP_MS = 5_000;
const STORE_STEP_MS = 10_000;
/** Longer windows would make every step too coarse to tell a beginning. */
const MAX_SECONDS = 86_400;

/** The window that is asked for, the longer one with its baseline before it, and how finely both are read. */
export interface DiagnosedWindow {
  window: TimeWindow;
  whole: TimeWindow;
  stepMs: number;
}

/** Puts a baseline before the window: as long as the window, and a quarter of an hour together at least. */
export function diagnosedWindow(query: QueryContext, params: WindowParams): DiagnosedWindow {
  const asked = resolveWindow({ ...params, window: params.window ?? 300 }, query.sources);
  const window = { fromMs: Math.max(asked.fromMs, asked.toMs - MAX_SECONDS * 1_000), toMs: asked.toMs };
  const seconds = (window.toMs - window.fromMs) / 1_000;
  const baseline = Math.max(MIN_SECONDS - seconds, seconds);
  const whole = { fromMs: window.fromMs - baseline * 1_000, toMs: window.toMs };
  const finest = isHotWindow(query, whole) ? HOT_STEP_MS : STORE_STEP_MS;
  const fitting = Math.ceil((whole.toMs - whole.fromMs) / MAX_STEPS / finest) * finest;
  return { window, whole, stepMs: Math.max(finest, fitting) };
}
