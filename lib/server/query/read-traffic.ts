import { type CountedSeries, countWhole } from '../../mesh/metrics/counted-series';
import { createPoint, mergePoint, type Point } from '../../mesh/metrics/point';
import { reconcileRows } from '../../mesh/metrics/reconcile-reporters';
import type { SeriesFacts } from '../../mesh/metrics/series-facts';
import type { PointSteps, PointTotals, TimeWindow } from '../store/contract/point-reader';
import type { QueryContext } from './query-context';

/** What was counted in a window, valid until the callback it is given to returns. */
export interface Traffic {
  /** The window that was answered. */
  window: TimeWindow;
  series: CountedSeries[];
  /** Whether memory answered, at a resolution of one second. */
  isHot: boolean;
}

/**
 * Reads the traffic of a window and hands it to `use`. Exactly one side answers: memory when it holds the whole
 * window, else the store, whose history includes what memory holds; so nothing is counted twice and nothing is left
 * out. What memory gives is shared and valid only until the event loop goes on, which is why `use` is synchronous.
 */
export async function readTraffic<T>(
  context: QueryContext,
  window: TimeWindow,
  series: readonly number[] | undefined,
  use: (traffic: Traffic) => T,
): Promise<T> {
  const { hot, store } = context.sources;
  if (isHotWindow(context, window, series)) {
    const totals = hot.readTotals(window, series);
    if (series !== undefined) return use(countTotals(context, totals, true));
    return use({ window: totals.window, series: context.countKept(totals), isHot: true });
  }
  return use(countTotals(context, await store.points.readTotals(window, series), false));
}

/** The traffic of a window and its course. */
export interface TrafficSteps extends Traffic {
  steps: PointSteps;
  /** Steps of a counted series, `steps.steps` of them. */
  stepsOf(series: CountedSeries): readonly (Point | undefined)[];
}

/** As `readTraffic`, with the steps; totals are the sums of the steps. */
export async function readTrafficSteps<T>(
  context: QueryContext,
  window: TimeWindow,
  stepMs: number,
  series: readonly number[],
  use: (traffic: TrafficSteps) => T,
): Promise<T> {
  const { hot, store } = context.sources;
  if (isHotWindow(context, window, series)) {
    return use(countSteps(context, window, hot.readSteps(window, stepMs, series), true));
  }
  const steps = await store.points.readSteps(window, stepMs, series);
  const answered = { fromMs: steps.startMs, toMs: steps.startMs + steps.steps * steps.stepMs };
  return use(countSteps(context, answered, steps, false));
}

/** Seconds of a step that lie in the window: the first and the last one may reach beyond it. */
export function stepSeconds({ startMs, stepMs }: PointSteps, index: number, window: TimeWindow): number {
  const from = startMs + index * stepMs;
  return Math.max(1, (Math.min(from + stepMs, window.toMs) - Math.max(from, window.fromMs)) / 1_000);
}

/** Whether memory holds the whole window and may answer for these series, or for all. */
export function isHotWindow(
  { sources }: QueryContext,
  window: TimeWindow,
  series?: readonly number[],
): boolean {
  return sources.hot.answers(window, series);
}

function countTotals(context: QueryContext, totals: PointTotals, isHot: boolean): Traffic {
  const rows: CountedSeries[] = [];
  for (const [number, point] of totals.points) {
    const facts = context.factsOf(number);
    if (facts !== undefined) rows.push(countWhole(facts, point));
  }
  return { window: totals.window, series: reconcileRows(rows), isHot };
}

/** Counts what was read step by step; totals are the sums of the steps. */
export function countSteps(
  context: QueryContext,
  window: TimeWindow,
  steps: PointSteps,
  isHot: boolean,
): TrafficSteps {
  const rows: CountedSeries[] = [];
  const stepsByFacts = new Map<SeriesFacts, readonly (Point | undefined)[]>();
  for (const [number, points] of steps.points) {
    const facts = context.factsOf(number);
    if (facts === undefined) continue;
    stepsByFacts.set(facts, points);
    rows.push(countWhole(facts, sumPoints(points)));
  }
  return {
    window,
    series: reconcileRows(rows),
    isHot,
    steps,
    stepsOf: ({ facts }) => stepsByFacts.get(facts) ?? [],
  };
}

function sumPoints(points: readonly (Point | undefined)[]): Point {
  const total = createPoint();
  for (const point of points) if (point !== undefined) mergePoint(total, point);
  return total;
}
