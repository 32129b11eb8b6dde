import { describe, expect, it } from 'vitest';
import { buildGraph } from '@/lib/mesh/graph/build-graph';
import { findDefaultTolerances } from '@/lib/mesh/health/health-rate';
import { reconcileReporters } from '@/lib/mesh/metrics/reconcile-reporters';
import { readSuite } from './support/conformance-dir';
import { GRAPH_DEVIATIONS } from './support/deviations';
import { type KialiGraphCase, kialiGraphCase, seriesOfCase } from './support/kiali-graph-case';
import { drawnShape, expectedShape } from './support/kiali-graph-shape';

function draw(testCase: KialiGraphCase) {
  const { parameters, expected } = testCase;
  return buildGraph({
    type: expected.graphType,
    from: 0,
    to: expected.duration * 1_000,
    series: reconcileReporters(seriesOfCase(testCase)),
    knowledge: { workloads: [], services: [], findTolerances: findDefaultTolerances },
    namespaces: parameters.namespaces?.split(',') ?? ['bookinfo'],
    idle: false,
    injectServices: false,
  });
}

const files = readSuite('kiali-graph');

describe.skipIf(files === undefined)("the graph agrees with Kiali's golden graphs", () => {
  const cases = (files ?? []).map((file) => kialiGraphCase.parse(file));
  const ids = cases.map(({ id }) => id);
  it.each(cases)('$id', (testCase) => {
    const deviation = GRAPH_DEVIATIONS.find(({ id }) => id === testCase.id) ?? {};
    const { rateTcp = 'sent', rateGrpc = 'requests' } = testCase.parameters;
    const drawn = drawnShape(draw(testCase), { tcp: rateTcp, grpc: rateGrpc }, deviation);
    expect(drawn).toEqual(expectedShape(testCase, deviation));
  });

  it('names only cases that exist among its deviations', () => {
    expect(ids).toEqual(expect.arrayContaining(GRAPH_DEVIATIONS.map(({ id }) => id)));
  });
});
