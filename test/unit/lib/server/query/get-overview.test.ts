import { describe, expect, it } from 'vitest';
import { getOverview } from '@/lib/server/query/get-overview';
import { callLabels, endLabels, makePoint } from '@/test/support/traffic';
import { QueryBench } from './query-bench';

describe('getOverview()', () => {
  it('tells of a namespace that only sends what it sends, and of the others what they get', async () => {
    const bench = new QueryBench();
    // The course of the window comes from memory: the store of the bench has none.
    const fromEdge = endLabels('source', 'gateway', 'v1', 'edge');
    bench.add(callLabels('web', 'cart', fromEdge), 10, makePoint(54));
    bench.add(callLabels('web', 'cart', { ...fromEdge, response_code: '503' }), 10, makePoint(6));
    const { namespaces } = await getOverview(bench.context, { window: 30, namespaces: [] });
    const cards = new Map(namespaces.map((card) => [card.namespace, card]));
    expect(cards.get('edge')).toMatchObject({ rate: 0, sent: { rate: 2, errorPercent: 10 } });
    expect(Math.max(...(cards.get('edge')?.sparkline ?? []))).toBeGreaterThan(0);
    expect(Math.max(...(cards.get('edge')?.errorSparkline ?? []))).toBeGreaterThan(0);
    expect(cards.get('shop')).toMatchObject({ rate: 2, errorPercent: 10, sent: null });
  });
});
