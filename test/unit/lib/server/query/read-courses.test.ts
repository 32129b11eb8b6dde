import { describe, expect, it } from 'vitest';
import { createQueryContext } from '@/lib/server/query/create-query-context';
import { splitByCaller } from '@/lib/server/query/mesh-parts';
import { readCourses } from '@/lib/server/query/read-courses';
import { readTrafficSteps } from '@/lib/server/query/read-traffic';
import { openMesh } from './open-mesh';

const STEP_MS = 5_000;

describe('readCourses()', () => {
  it.each([1, 2, 3])('counts as if all were read at once (mesh %i)', async (seed) => {
    const { sources, goOn } = openMesh(seed);
    for (let second = 0; second < 15; second++) goOn(0.4);
    const context = createQueryContext(sources);
    const series = sources.store.series.select({});
    const { toMs } = sources.hot.coverage();
    const window = { fromMs: toMs - 15_000, toMs };
    const found = await readCourses(context, window, STEP_MS, series);
    const all = await readTrafficSteps(
      context,
      window,
      STEP_MS,
      series,
      ({ series: rows, steps, stepsOf }) => ({
        startMs: steps.startMs,
        stepMs: steps.stepMs,
        steps: steps.steps,
        rows: rows.map((row) => ({ ...row, points: stepsOf(row) })),
      }),
    );
    expect(found.rows.length).toBeGreaterThan(50);
    expect(sorted(found)).toEqual(sorted(all));
  });
});

describe('splitByCaller()', () => {
  it('keeps the calls of one caller together and the parts small', () => {
    const { sources } = openMesh(1);
    const context = createQueryContext(sources);
    const series = sources.store.series.select({});
    const parts = splitByCaller(context, series, 1);
    const callers = parts.map(
      (part) => new Set(part.map((one) => context.factsOf(one)?.labels.source_workload)),
    );
    expect(callers.map(({ size }) => size)).toEqual(parts.map(() => 1));
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.flat().sort((a, b) => a - b)).toEqual(series);
  });
});

function sorted<T extends { facts: { number: number }; destination: { number: number } }>(courses: {
  rows: T[];
}) {
  const rows = courses.rows.toSorted(
    (a, b) => a.facts.number - b.facts.number || a.destination.number - b.destination.number,
  );
  return { ...courses, rows };
}
