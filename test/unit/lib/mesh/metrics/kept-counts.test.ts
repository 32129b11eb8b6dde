import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/demo/kit/seeded-random';
import { KeptCounts } from '@/lib/mesh/metrics/kept-counts';
import type { LivePoint } from '@/lib/mesh/metrics/point';
import { reconcileReporters } from '@/lib/mesh/metrics/reconcile-reporters';
import { createSeriesBook, describeSeries, type SeriesFacts } from '@/lib/mesh/metrics/series-facts';
import type { SeriesLabel } from '@/lib/mesh/metrics/series-labels';
import { callLabels, makePoint, UNANSWERED } from '@/test/support/traffic';

const TOLD: readonly Partial<Record<SeriesLabel, string>>[] = [
  { reporter: 'source' },
  { reporter: 'destination' },
  { reporter: 'source', response_code: '504', response_flags: 'UT' },
  { reporter: 'destination', response_code: '500' },
  { reporter: 'source', request_protocol: 'tcp' },
  { reporter: 'destination', request_protocol: 'tcp' },
];
const WAYPOINT = { reporter: 'waypoint' };

function openSeries() {
  const book = createSeriesBook();
  const facts = ['cart@v1', 'cart@v2', 'pay@v1', 'bank@v1'].flatMap((to) =>
    [...TOLD, WAYPOINT, UNANSWERED].map((told) => describeSeries(callLabels('web@v1', to, told), book)),
  );
  const points = new Map<number, LivePoint>();
  const kept = new KeptCounts((series) => facts[series]);
  const anew = () =>
    reconcileReporters([...points].flatMap(([series, point]) => ({ facts: facts[series] ?? none(), point })));
  return { facts, points, kept, anew };
}

/** What is bound up with other channels. */
function isRare({ reporter, hasDestination }: SeriesFacts): boolean {
  return reporter === 'waypoint' || !hasDestination;
}

/** A series leaves the window (`chance` above 0.9), gathers something, or stays as it is. */
function goOn(points: Map<number, LivePoint>, series: number, chance: number, random: () => number): void {
  if (chance > 0.9) points.delete(series);
  if (chance > 0.2) return;
  const grown = makePoint(1 + Math.floor(random() * 9), random() * 80, { tcpOpened: 1 });
  const known = points.get(series);
  if (known === undefined) points.set(series, { ...grown, revision: 1 });
  else Object.assign(known, grown, { revision: known.revision + 1 });
}

function none(): never {
  throw new Error('no such series');
}

describe('KeptCounts', () => {
  it.each([1, 2, 3])('counts as if it had never looked before (mesh %i)', (seed) => {
    const random = seededRandom(seed);
    const { facts, points, kept, anew } = openSeries();
    for (let look = 0; look < 200; look++) {
      for (const [series, one] of facts.entries())
        goOn(points, series, isRare(one) && look % 40 < 20 ? 1 : random(), random);
      expect(kept.count(points)).toEqual(anew());
    }
  });

  it('believes a log of what changed, and compares all points when it does not reach back', () => {
    const { points, kept } = openSeries();
    for (const series of [0, 1]) points.set(series, { ...makePoint(3, 10), revision: 1 });
    let told: readonly number[] | undefined = [];
    const log = { end: () => 0, since: () => told };
    const before = kept.count(points, log);
    const changed = points.get(0);
    if (changed === undefined) none();
    Object.assign(changed, makePoint(4, 10), { revision: 2 });
    expect(kept.count(points, log)[0]).toBe(before[0]);
    told = undefined;
    const compared = kept.count(points, log);
    expect(compared[0]).not.toBe(before[0]);
    told = [0];
    expect(kept.count(points, log)[0]).not.toBe(compared[0]);
  });

  it('takes over the rows of channels in which nothing changed', () => {
    const { points, kept } = openSeries();
    for (const series of [0, 1, 16, 17]) points.set(series, { ...makePoint(3, 10), revision: 1 });
    const before = kept.count(points);
    const changed = points.get(16);
    if (changed === undefined) none();
    Object.assign(changed, makePoint(4, 10), { revision: 2 });
    const after = kept.count(points);
    expect(after.map((row, at) => row === before[at])).toEqual([true, true, false, false]);
  });

  it('counts points without a revision anew', () => {
    const { facts } = openSeries();
    const kept = new KeptCounts((series) => facts[series]);
    const points = new Map([[0, makePoint(3, 10)]]);
    const [before] = kept.count(points);
    expect(kept.count(points)[0]).not.toBe(before);
  });
});
