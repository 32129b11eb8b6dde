import { describe, expect, it } from 'vitest';
import type { MeshEvent } from '@/lib/server/store/contract/mesh-events';
import { MeshWatch } from '@/lib/server/watch/mesh-watch';
import { callLabels, makePoint } from '@/test/support/traffic';
import { QueryBench } from '../query/query-bench';

describe('MeshWatch', () => {
  it('tells of a call that was not there at its first look', async () => {
    const bench = new QueryBench();
    const events: MeshEvent[] = [];
    const watch = new MeshWatch(
      bench.context,
      (event) => events.push(event),
      (error) => {
        throw error;
      },
    );
    bench.add(callLabels('web', 'cart'), 10, makePoint(10));
    await watch.look();
    expect(events).toEqual([]);
    bench.add(callLabels('cart', 'db'), 10, makePoint(10));
    await watch.look();
    expect(events).toMatchObject([
      { kind: 'edge-new', message: 'cart-v1 calls db-v1 for the first time.', details: { severity: 'info' } },
    ]);
  });

  it('tells of many new calls at once in one sentence', async () => {
    const bench = new QueryBench();
    const events: MeshEvent[] = [];
    const watch = new MeshWatch(
      bench.context,
      (event) => events.push(event),
      (error) => {
        throw error;
      },
    );
    await watch.look();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) bench.add(callLabels('web', name), 10, makePoint(10));
    await watch.look();
    expect(events.map(({ message }) => message)).toEqual(['6 calls in shop began.']);
  });
});
