import { describe, expect, it } from 'vitest';
import { buildGraph } from '@/lib/mesh/graph/build-graph';
import { addCosts } from '@/lib/mesh/graph/cost/price-edges';
import type { MeshGraph } from '@/lib/mesh/graph/graph';
import type { KnownWorkload } from '@/lib/mesh/graph/mesh-knowledge';
import type { GraphInput } from '@/lib/mesh/graph/sum-graph';
import { findDefaultTolerances } from '@/lib/mesh/health/health-rate';
import type { SeriesPoint } from '@/lib/mesh/metrics/counted-series';
import { reconcileReporters } from '@/lib/mesh/metrics/reconcile-reporters';
import type { SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import {
  callLabels,
  endLabels,
  makeLabels,
  makePoint,
  makeSeries,
  serviceLabels,
} from '@/test/support/traffic';

const GB = 1e9;
const MONTH = 730 * 3_600;
const PRICES = { currency: 'EUR', zone: 1, region: 10, egress: 100 };

function workload(app: string, locality: string, version = 'v1'): KnownWorkload {
  const labels: Record<string, string> = locality === '' ? {} : { 'istio-locality': locality };
  const names = { cluster: 'default', namespace: 'shop', workload: `${app}-${version}`, app, version };
  return { ...names, agents: 1, isGateway: false, labels };
}

/** Requests that carry so many gigabytes out and back in a second. */
const moved = (labels: SeriesLabels, out: number, back: number): SeriesPoint =>
  makeSeries(labels, makePoint(10, 10, { requestBytes: out * GB, responseBytes: back * GB }));

function draw(
  series: readonly SeriesPoint[],
  workloads: readonly KnownWorkload[],
  extra: Partial<GraphInput> = {},
): MeshGraph {
  return buildGraph({
    type: 'workload',
    from: 0,
    to: 1_000,
    series: reconcileReporters(series),
    knowledge: { workloads, services: [], findTolerances: findDefaultTolerances, prices: PRICES },
    namespaces: [],
    idle: false,
    injectServices: false,
    ...extra,
  });
}

const costOf = (graph: MeshGraph, part: string): number | undefined => {
  const cost = graph.edges.find(({ id }) => id.includes(part))?.cost;
  return cost && cost.monthly / MONTH;
};

describe('createPriceEdge()', () => {
  it('prices bytes both ways by how far apart the two workloads are', () => {
    const series = ['near', 'next', 'far', 'lost'].map((app) => moved(callLabels('web', app), 1, 2));
    const workloads = [
      workload('web', 'eu.a'),
      workload('near', 'eu.a'),
      workload('next', 'eu.b'),
      workload('far', 'us.a'),
      workload('lost', ''),
    ];
    const graph = draw(series, workloads);
    expect(costOf(graph, 'near')).toBe(0);
    expect(costOf(graph, 'next')).toBeCloseTo(3, 2);
    expect(costOf(graph, 'far')).toBeCloseTo(30, 1);
    expect(costOf(graph, 'lost')).toBeUndefined();
    expect(graph.edges.find(({ cost }) => cost !== undefined)?.cost?.currency).toBe('EUR');
  });

  it('prices what leaves the mesh, and not what comes back', () => {
    const out = makeLabels({
      reporter: 'source',
      ...endLabels('source', 'web'),
      destination_service: 'api.bank.example.com',
      destination_service_name: 'api.bank.example.com',
      destination_service_namespace: 'external',
    });
    expect(costOf(draw([moved(out, 1, 5)], []), 'bank')).toBeCloseTo(100, 1);
    const nowhere = {
      ...out,
      destination_service_name: 'PassthroughCluster',
      destination_service_namespace: 'unknown',
    };
    expect(costOf(draw([moved(nowhere, 1, 5)], []), 'Passthrough')).toBeUndefined();
  });

  it('prices every request by its own two ends where versions are one node', () => {
    const series = [moved(callLabels('web', 'cart@v1'), 1, 0), moved(callLabels('web', 'cart@v2'), 2, 0)];
    const workloads = [workload('web', 'eu.a'), workload('cart', 'eu.b'), workload('cart', 'us.a', 'v2')];
    expect(costOf(draw(series, workloads, { type: 'app' }), 'cart')).toBeCloseTo(1 + 20, 1);
    expect(costOf(draw(series, workloads, { type: 'service' }), 'cart')).toBeCloseTo(21, 1);
  });

  it('prices a request once where a service stands in between, and a box as the sum of its edges', () => {
    const workloads = [workload('web', 'eu.a'), workload('cart', 'eu.b')];
    const series = [moved(callLabels('web', 'cart'), 1, 0)];
    const injected = draw(series, workloads, { injectServices: true });
    expect(costOf(injected, 'workload:shop/web-v1->')).toBeCloseTo(1, 2);
    expect(costOf(injected, 'service:shop/cart->')).toBeUndefined();
    const pay = { ...endLabels('destination', 'bank', 'v1', 'pay'), ...serviceLabels('bank', 'pay') };
    const ledger = { ...endLabels('destination', 'ledger', 'v1', 'pay'), ...serviceLabels('ledger', 'pay') };
    const graph = draw(
      [moved(callLabels('web', 'bank', pay), 1, 0), moved(callLabels('web', 'ledger', ledger), 2, 0)],
      [
        workload('web', 'eu.a'),
        { ...workload('bank', 'eu.b'), namespace: 'pay' },
        { ...workload('ledger', 'us.a'), namespace: 'pay' },
      ],
      { fold: { mode: 'all', except: [] } },
    );
    expect(costOf(graph, 'namespace:shop->namespace:pay')).toBeCloseTo(1 + 20, 1);
  });

  it('gives connections of several distances no price', () => {
    const tcp = (to: string) =>
      makeSeries(
        callLabels('web', to, { request_protocol: 'tcp', response_code: '' }),
        makePoint(0, 0, { tcpSentBytes: GB, tcpReceivedBytes: GB }),
      );
    const workloads = [workload('web', 'eu.a'), workload('db', 'eu.b'), workload('db', 'us.a', 'v2')];
    expect(costOf(draw([tcp('db@v1')], workloads), 'db')).toBeCloseTo(2, 2);
    expect(costOf(draw([tcp('db@v1')], workloads.slice(0, 2), { type: 'app' }), 'db')).toBeCloseTo(2, 2);
    expect(costOf(draw([tcp('db@v1'), tcp('db@v2')], workloads, { type: 'app' }), 'db')).toBeUndefined();
  });
});

describe('addCosts()', () => {
  it('adds what has a price', () => {
    const eur = (monthly: number) => ({ monthly, currency: 'EUR' });
    expect(addCosts([eur(1), undefined, eur(2)])).toEqual(eur(3));
    expect(addCosts([undefined])).toBeUndefined();
  });
});
