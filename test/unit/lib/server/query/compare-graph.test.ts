import { describe, expect, it } from 'vitest';
import { graphCompareParamsSchema } from '@/lib/protocol/api/graph-compare';
import { compareGraph } from '@/lib/server/query/compare-graph';
import { callLabels, makePoint } from '@/test/support/traffic';
import { NOW_MS, QueryBench } from './query-bench';

const compare = (bench: QueryBench, params: Record<string, string>) =>
  compareGraph(bench.context, graphCompareParamsSchema.parse({ type: 'workload', ...params }));

describe('compareGraph()', () => {
  it('holds a window against the one before it', async () => {
    const bench = new QueryBench();
    bench.oldestMs = 0;
    bench.add(callLabels('web', 'cart'), 400, makePoint(1_000));
    bench.add(callLabels('web', 'cart'), 100, makePoint(1_000));
    bench.add(callLabels('web', 'stock'), 100, makePoint(500));
    const params = { from: String(NOW_MS - 300_000), to: String(NOW_MS) };
    const { before, after, changes } = await compare(bench, params);
    expect(after).toEqual({ from: NOW_MS - 300_000, to: NOW_MS });
    expect(before).toEqual({ from: NOW_MS - 600_000, to: NOW_MS - 300_000 });
    expect(changes.map(({ kind, target }) => [kind, target.split('/')[1]])).toEqual([['new', 'stock-v1']]);
  });

  it('holds a window against one that starts somewhere else, cut to namespaces', async () => {
    const bench = new QueryBench();
    bench.oldestMs = 0;
    bench.add(callLabels('web', 'cart'), 1_400, makePoint(1_000));
    const params = {
      from: String(NOW_MS - 300_000),
      to: String(NOW_MS),
      baseFrom: String(NOW_MS - 1_500_000),
    };
    const { before, changes } = await compare(bench, params);
    expect(before.from).toBe(NOW_MS - 1_500_000);
    expect(changes.map(({ kind }) => kind)).toEqual(['lost']);
    expect((await compare(bench, { ...params, namespaces: 'elsewhere' })).changes).toEqual([]);
  });

  it('compares only what was recorded of the other window, and says since when', async () => {
    const bench = new QueryBench();
    bench.oldestMs = NOW_MS - 400_000;
    // As often as before, were the seconds without a record not counted as seconds without a request.
    for (let ago = 10; ago <= 400; ago += 10) bench.add(callLabels('web', 'cart'), ago, makePoint(1_000));
    const params = { from: String(NOW_MS - 300_000), to: String(NOW_MS) };
    const { before, recordedFrom, changes } = await compare(bench, params);
    expect(before).toEqual({ from: NOW_MS - 600_000, to: NOW_MS - 300_000 });
    expect(recordedFrom).toBe(NOW_MS - 400_000);
    expect(changes).toEqual([]);
  });

  it('compares with nothing where nothing was recorded', async () => {
    const bench = new QueryBench();
    bench.oldestMs = NOW_MS - 300_000;
    bench.add(callLabels('web', 'cart'), 100, makePoint(1_000));
    const answer = await compare(bench, { from: String(NOW_MS - 300_000), to: String(NOW_MS) });
    expect(answer).toMatchObject({ recordedFrom: NOW_MS - 300_000, changes: [] });
  });
});
