import { describe, expect, it } from 'vitest';
import { buildGraph } from '@/lib/mesh/graph/build-graph';
import { FOLD_ABOVE } from '@/lib/mesh/graph/fold/graph-fold';
import type { MeshGraph } from '@/lib/mesh/graph/graph';
import type { GraphInput } from '@/lib/mesh/graph/sum-graph';
import { findDefaultTolerances } from '@/lib/mesh/health/health-rate';
import type { SeriesPoint } from '@/lib/mesh/metrics/counted-series';
import { reconcileReporters } from '@/lib/mesh/metrics/reconcile-reporters';
import type { SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import { makeLabels, makePoint, makeSeries } from '@/test/support/traffic';

function call(from: string, to: string, requests: number, code = '200', ms = 10): SeriesPoint {
  const end = (side: 'source' | 'destination', text: string): Partial<SeriesLabels> => {
    const [namespace = '', name = ''] = text.split('/');
    return {
      [`${side}_workload`]: name,
      [`${side}_workload_namespace`]: namespace,
      [`${side}_canonical_service`]: name,
    };
  };
  const labels = { ...end('source', from), ...end('destination', to), response_code: code };
  return makeSeries(makeLabels({ ...labels, destination_service_name: 'unknown' }), makePoint(requests, ms));
}

function draw(series: readonly SeriesPoint[], extra: Partial<GraphInput>): MeshGraph {
  return buildGraph({
    type: 'workload',
    from: 0,
    to: 10_000,
    series: reconcileReporters(series),
    knowledge: { workloads: [], services: [], findTolerances: findDefaultTolerances },
    namespaces: [],
    idle: false,
    injectServices: false,
    ...extra,
  });
}

const mesh = [
  call('web/home', 'shop/cart', 100),
  call('web/home', 'shop/orders', 80),
  call('web/home', 'shop/orders', 20, '503'),
  call('shop/cart', 'shop/stock', 50),
  call('shop/stock', 'data/rates', 30, '200', 40),
];
const nodeOf = ({ nodes }: MeshGraph, id: string) => nodes.find((node) => node.id === id);
const edgeOf = ({ edges }: MeshGraph, id: string) => edges.find((edge) => edge.id === id);

describe('buildGraph() with folded namespaces', () => {
  const folded = draw(mesh, { fold: { mode: 'none', except: ['shop'] } });

  it('draws a namespace as one node and its edges as one for each neighbour', () => {
    expect(folded.nodes.map(({ id }) => id)).toEqual([
      'namespace:shop',
      'workload:data/rates',
      'workload:web/home',
    ]);
    expect(folded.edges.map(({ id, rate }) => [id, rate])).toEqual([
      ['namespace:shop->workload:data/rates#http', 3],
      ['workload:web/home->namespace:shop#http', 20],
    ]);
    expect(folded.folded).toEqual(['shop']);
  });

  it('adds up rates and merges durations, but is as healthy as the worst edge inside', () => {
    const edge = edgeOf(folded, 'workload:web/home->namespace:shop#http');
    expect(edge).toMatchObject({
      errorPercent: 10,
      sharePercent: 100,
      health: { status: 'Failure', errorPercent: 20 },
      parts: { edges: 2, inTrouble: 1, worst: 'workload:web/home->workload:shop/orders#http' },
    });
    expect(edge?.latency?.p50).toBeCloseTo(10, 0);
  });

  it('says of a box what is in it, and how bad the worst of it is', () => {
    expect(nodeOf(folded, 'namespace:shop')).toMatchObject({
      kind: 'namespace',
      name: 'shop',
      health: { status: 'Failure' },
      incoming: { http: { rate: 20, errorPercent: 10 } },
      outgoing: { http: { rate: 3, errorPercent: 0 } },
      isIdle: false,
      members: {
        nodes: 3,
        health: { Failure: 1, Healthy: 2 },
        edges: 1,
        edgesInTrouble: 0,
        worst: 'workload:shop/orders',
      },
    });
  });

  it('loses no request: whatever is folded, what enters and leaves stays the same', () => {
    const all = draw(mesh, { fold: { mode: 'all', except: [] } });
    expect(all.edges.map(({ id, rate }) => [id, rate])).toEqual([
      ['namespace:shop->namespace:data#http', 3],
      ['namespace:web->namespace:shop#http', 20],
    ]);
    expect(draw(mesh, { fold: { mode: 'all', except: ['shop', 'web', 'data'] } })).toEqual(draw(mesh, {}));
  });

  it('does not call a box idle that only talks inside', () => {
    const alone = draw([call('shop/cart', 'shop/stock', 5)], { fold: { mode: 'all', except: [] } });
    expect(alone.nodes).toMatchObject([{ id: 'namespace:shop', isIdle: false, members: { edges: 1 } }]);
  });

  it('never folds the unknown source', () => {
    const outside = makeSeries(
      makeLabels({ destination_workload: 'home', destination_workload_namespace: 'web' }),
      10,
    );
    const drawn = draw([outside], { fold: { mode: 'all', except: [] } });
    expect(drawn.nodes.map(({ id }) => id)).toEqual(['namespace:web', 'unknown']);
  });

  it('folds by itself what is large, except what was asked for', () => {
    const large = Array.from({ length: FOLD_ABOVE }, (_, i) => call('web/home', `shop/cart-${i}`, 1));
    const auto = { fold: { mode: 'auto', except: [] } } as const;
    expect(draw(mesh, auto).folded).toEqual([]);
    expect(draw(large, auto).folded).toEqual(['shop', 'web']);
    expect(draw(large, { ...auto, namespaces: ['web'] }).folded).toEqual(['shop']);
    expect(draw(large, { fold: { mode: 'auto', except: ['web'] } }).folded).toEqual(['shop']);
  });
});

describe('buildGraph() cut to a focus', () => {
  it('shows the neighbourhood and changes no number', () => {
    const whole = draw(mesh, {});
    const around = draw(mesh, { cut: { focus: 'workload:shop/cart', up: 1, down: 0, detour: 0 } });
    expect(around.nodes.map(({ id }) => id)).toEqual(['workload:shop/cart', 'workload:web/home']);
    expect(nodeOf(around, 'workload:web/home')).toEqual(nodeOf(whole, 'workload:web/home'));
    expect(around.edges).toEqual([edgeOf(whole, 'workload:web/home->workload:shop/cart#http')]);
  });

  it('shows the ways between two nodes, and both ends where there is none', () => {
    const cut = { up: 1, down: 1, detour: 0 };
    const there = draw(mesh, { cut: { ...cut, focus: 'workload:web/home', toward: 'workload:data/rates' } });
    expect(there.edges.map(({ id }) => id)).toEqual([
      'workload:shop/cart->workload:shop/stock#http',
      'workload:shop/stock->workload:data/rates#http',
      'workload:web/home->workload:shop/cart#http',
    ]);
    const back = draw(mesh, { cut: { ...cut, focus: 'workload:data/rates', toward: 'workload:web/home' } });
    expect(back.edges).toEqual([]);
    expect(back.nodes.map(({ id }) => id)).toEqual(['workload:data/rates', 'workload:web/home']);
  });

  it('draws the edges that matter most and counts the rest', () => {
    const top = draw(mesh, { mostEdges: 2 });
    expect(top.edges.map(({ rate }) => rate)).toEqual([10, 10]);
    expect(top.omittedEdges).toBe(2);
  });
});
