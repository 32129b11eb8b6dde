import { chooseStep } from '../../mesh/metrics/choose-step';
import type { TimeWindow } from '../store/contract/point-reader';
import type { MeshCourse } from './mesh-course';
import type { QueryContext } from './query-context';
import { readTrafficSteps, stepSeconds } from './read-traffic';

/** Sparklines may lag this far behind the numbers beside them; reading all steps of all series is the dearest query. */
const MAX_AGE_MS = 3_000;
const MAX_REMEMBERED = 16;

/** Reads the course of all series, from memory of the last answer where it is young enough. */
export function createReadCourse(
  context: QueryContext,
): (window: TimeWindow, maxSteps: number) => Promise<MeshCourse> {
  const remembered = new Map<string, { atMs: number; course: Promise<MeshCourse> }>();
  return (window, maxSteps) => {
    const seconds = (window.toMs - window.fromMs) / 1_000;
    const nowMs = context.sources.now();
    const isRelative = nowMs - window.toMs < 10_000;
    const key = isRelative ? `${seconds} ${maxSteps}` : `${window.fromMs} ${window.toMs} ${maxSteps}`;
    const known = remembered.get(key);
    if (known !== undefined && nowMs - known.atMs < MAX_AGE_MS) return known.course;
    const course = readCourse(context, window, chooseStep(seconds, maxSteps) * 1_000);
    remembered.delete(key);
    remembered.set(key, { atMs: nowMs, course });
    course.catch(() => remembered.delete(key));
    if (remembered.size > MAX_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
    return course;
  };
}

function readCourse(context: QueryContext, window: TimeWindow, stepMs: number): Promise<MeshCourse> {
  const all = context.sources.store.series.select({});
  return readTrafficSteps(context, window, stepMs, all, ({ series, steps, stepsOf, window: answered }) => {
    const seconds = Array.from({ length: steps.steps }, (_, index) => stepSeconds(steps, index, answered));
    return {
      steps: steps.steps,
      series: series.flatMap((row) => {
        if (row.weight === 0 || row.point.requests === 0) return [];
        const rates = new Float64Array(steps.steps);
        for (const [index, point] of stepsOf(row).entries()) {
          if (point !== undefined) rates[index] = (point.requests * row.weight) / (seconds[index] ?? 1);
        }
        return { facts: row.facts, destination: row.destination, rates };
      }),
    };
  });
}
