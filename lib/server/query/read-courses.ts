import type { CourseRow } from '../../mesh/diagnosis/diagnosis-input';
import { Turns } from '../lifecycle/turns';
import type { PointSteps, TimeWindow } from '../store/contract/point-reader';
import { splitByCaller } from './mesh-parts';
import type { QueryContext } from './query-context';
import { countSteps, isHotWindow } from './read-traffic';

/** Series read at once, about: a quarter of an hour of them takes memory some milliseconds. */
const AT_ONCE = 200;

/** Series over a window, reconciled, step by step. */
export interface Courses extends Omit<PointSteps, 'points'> {
  rows: CourseRow[];
}

/** Reads the courses of series, those of some callers after the other: the event loop runs in between. */
export async function readCourses(
  context: QueryContext,
  window: TimeWindow,
  stepMs: number,
  series: readonly number[],
): Promise<Courses> {
  const parts = splitByCaller(context, series, AT_ONCE);
  const isHot = parts.every((part) => isHotWindow(context, window, part));
  const { hot, store } = context.sources;
  const stored = isHot ? undefined : await store.points.readSteps(window, stepMs, series);
  const rows: CourseRow[] = [];
  const turns = new Turns();
  for (const part of parts) {
    const steps = stored === undefined ? hot.readSteps(window, stepMs, part) : pick(stored, part);
    const { series: counted, stepsOf } = countSteps(context, window, steps, isHot);
    for (const row of counted) rows.push({ ...row, points: stepsOf(row) });
    await turns.rest();
  }
  const { startMs, stepMs: answeredMs, steps } = stored ?? hot.readSteps(window, stepMs, []);
  return { startMs, stepMs: answeredMs, steps, rows };
}

function pick(steps: PointSteps, series: readonly number[]): PointSteps {
  const points: PointSteps['points'] = new Map(
    series.flatMap((one) => {
      const row = steps.points.get(one);
      return row === undefined ? [] : [[one, row]];
    }),
  );
  return { ...steps, points };
}
