import { beforeEach, describe, expect, it } from 'vitest';
import { formatEdge } from '@/lib/mesh/graph/node-id';
import { selectSuspects } from '@/lib/server/diagnosis/select-suspects';
import { callLabels, makePoint } from '@/test/support/traffic';
import { QueryBench } from '../query/query-bench';

/** In the last minute, and in the minutes before it. */
const [NOW, BEFORE] = [10, 90];
const FAILED = { response_code: '503' };

let bench: QueryBench;
/** One call in both times, `failed` of a hundred requests, answers after so many milliseconds. */
const call = (
  from: string,
  to: string,
  [failedNow, failedBefore] = [0, 0],
  [msNow, msBefore] = [10, 10],
): void => {
  bench.add(callLabels(from, to), NOW, makePoint(100 - failedNow, msNow));
  bench.add(callLabels(from, to), BEFORE, makePoint(100 - failedBefore, msBefore));
  if (failedNow > 0) bench.add(callLabels(from, to, FAILED), NOW, makePoint(failedNow, msNow));
  if (failedBefore > 0) bench.add(callLabels(from, to, FAILED), BEFORE, makePoint(failedBefore, msBefore));
};
const servicesOf = (series: readonly number[]) => {
  const names = series.map((one) => bench.context.factsOf(one)?.labels.destination_service_name ?? '');
  return [...new Set(names)].sort();
};
const suspects = async (most: number, open: Parameters<typeof selectSuspects>[1] = [], each = most) =>
  servicesOf(await selectSuspects(bench.context, open, { whole: most, most, each }));

beforeEach(() => {
  bench = new QueryBench();
  call('web', 'cart', [60, 0]);
  call('cart', 'db');
  call('web', 'ads');
  call('ads', 'images');
  call('web', 'search', [0, 0], [15, 10]);
});

describe('selectSuspects()', () => {
  it('reads all of a mesh that is not too large', async () => {
    expect(await suspects(20)).toEqual(['ads', 'cart', 'db', 'images', 'search']);
  });

  it('reads what fails or takes longer than it did in a larger one, with everything it calls', async () => {
    expect(await suspects(10)).toEqual(['cart', 'db', 'search']);
  });

  it('reads the worst alone where no more fits', async () => {
    expect(await suspects(5)).toEqual(['cart', 'db']);
  });

  it('reads a part of each where one alone would take all', async () => {
    expect(await suspects(8, [], 3)).toEqual(['cart', 'search']);
  });

  it('reads first where an incident is open, also when nothing is seen there', async () => {
    const node = (name: string) => `workload:shop/${name}-v1`;
    const culprit = { id: node('images'), kind: 'workload', namespace: 'shop', name: 'images-v1' } as const;
    const open = [{ culprit, edge: formatEdge(node('ads'), node('images'), 'http') }];
    expect(await suspects(5, open)).toEqual(['cart', 'images']);
  });

  it('passes over failures that are as rare and as usual as ever', async () => {
    bench = new QueryBench();
    for (let minute = 0; minute < 3; minute++) call('web', 'cart');
    bench.add(callLabels('web', 'cart', FAILED), NOW, makePoint(1));
    bench.add(callLabels('web', 'cart', FAILED), BEFORE, makePoint(1));
    expect(await suspects(2)).toEqual([]);
  });

  it('takes failures that are frequent for a trouble, however usual', async () => {
    bench = new QueryBench();
    call('web', 'cart', [5, 5]);
    call('web', 'ads');
    expect(await suspects(4)).toEqual(['cart']);
  });
});
