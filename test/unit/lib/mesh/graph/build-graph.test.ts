import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '@/lib/mesh/graph/build-graph';
import type { MeshGraph } from '@/lib/mesh/graph/graph';
import type { MeshKnowledge } from '@/lib/mesh/graph/mesh-knowledge';
import type { GraphInput } from '@/lib/mesh/graph/sum-graph';
import { findDefaultTolerances } from '@/lib/mesh/health/health-rate';
import type { SeriesPoint } from '@/lib/mesh/metrics/counted-series';
import { reconcileReporters } from '@/lib/mesh/metrics/reconcile-reporters';
import {
  callLabels,
  endLabels,
  makeLabels,
  makePoint,
  makeSeries,
  serviceLabels,
} from '@/test/support/traffic';

const NOTHING: MeshKnowledge = { workloads: [], services: [], findTolerances: findDefaultTolerances };

function draw(series: readonly SeriesPoint[], extra: Partial<GraphInput> = {}): MeshGraph {
  return buildGraph({
    type: 'workload',
    from: 0,
    to: 10_000,
    series: reconcileReporters(series),
    knowledge: NOTHING,
    namespaces: [],
    idle: false,
    injectServices: false,
    ...extra,
  });
}

const edgeIds = ({ edges }: MeshGraph): string[] => edges.map(({ id }) => id);
const nodeOf = ({ nodes }: MeshGraph, id: string) => nodes.find((node) => node.id === id);

const mesh = [
  makeSeries(callLabels('web', 'cart@v1', { connection_security_policy: 'mutual_tls' }), makePoint(60, 10)),
  makeSeries(callLabels('web', 'cart@v2', { response_code: '500' }), makePoint(20, 50)),
  makeSeries(callLabels('cart@v1', 'db'), 30),
  makeSeries(makeLabels({ ...endLabels('destination', 'web'), ...serviceLabels('web') }), 100),
];

describe('buildGraph() of operations', () => {
  const asked = [
    makeSeries(callLabels('web', 'cart', { request_operation: 'GET /cart/{id}' }), 60),
    makeSeries(callLabels('web', 'cart', { request_operation: 'POST /cart', response_code: '500' }), 20),
    makeSeries(callLabels('cart', 'db'), 30),
  ];
  const drawn = draw(asked, { type: 'operation' });
  const GET = 'operation:shop/cart/GET%20%2Fcart%2F%7Bid%7D';
  const POST = 'operation:shop/cart/POST%20%2Fcart';

  it('puts what is asked of a service between the caller and who answers', () => {
    expect(edgeIds(drawn)).toEqual([
      'app:shop/cart->app:shop/db#http',
      `app:shop/web->${GET}#http`,
      `app:shop/web->${POST}#http`,
      `${GET}->app:shop/cart#http`,
      `${POST}->app:shop/cart#http`,
    ]);
  });

  it('tells the operation that fails from the one that does not', () => {
    expect(nodeOf(drawn, GET)).toMatchObject({ kind: 'operation', name: 'GET /cart/{id}', app: 'cart' });
    expect(nodeOf(drawn, GET)?.health.status).toBe('Healthy');
    expect(nodeOf(drawn, POST)?.health.status).toBe('Failure');
  });
});

describe('buildGraph()', () => {
  it('draws workloads, versioned apps, apps or services', () => {
    expect(edgeIds(draw(mesh))).toEqual([
      'unknown->workload:shop/web-v1#http',
      'workload:shop/cart-v1->workload:shop/db-v1#http',
      'workload:shop/web-v1->workload:shop/cart-v1#http',
      'workload:shop/web-v1->workload:shop/cart-v2#http',
    ]);
    expect(edgeIds(draw(mesh, { type: 'versionedApp' }))).toContain('app:shop/web@v1->app:shop/cart@v2#http');
    expect(edgeIds(draw(mesh, { type: 'app' }))).toEqual([
      'app:shop/cart->app:shop/db#http',
      'app:shop/web->app:shop/cart#http',
      'unknown->app:shop/web#http',
    ]);
    expect(edgeIds(draw(mesh, { type: 'service' }))).toEqual([
      'service:shop/cart->service:shop/db#http',
      'service:shop/web->service:shop/cart#http',
      'unknown->service:shop/web#http',
    ]);
  });

  it('tells rates, shares, errors, latency, mutual TLS and health of an edge', () => {
    const [, , secure, failing] = draw(mesh).edges;
    expect(secure).toMatchObject({
      rate: 6,
      sharePercent: 75,
      errorPercent: 0,
      mtlsPercent: 100,
      reporter: 'destination',
    });
    expect(secure?.latency?.p99).toBeCloseTo(10, 0);
    expect(failing).toMatchObject({
      rate: 2,
      sharePercent: 25,
      errorPercent: 100,
      mtlsPercent: 0,
      responses: [{ code: '500', flags: '-', rate: 2 }],
      hosts: [{ host: 'cart.shop.svc.cluster.local', rate: 2 }],
      health: { status: 'Failure', reason: '100 % of http requests answered 5xx (failing from 10 %)' },
    });
  });

  it('adds up what runs through a node', () => {
    const web = nodeOf(draw(mesh), 'workload:shop/web-v1');
    expect(web).toMatchObject({
      incoming: { http: { rate: 10, errorPercent: 0 } },
      outgoing: { http: { rate: 8, errorPercent: 25 } },
      services: ['web.shop.svc.cluster.local'],
      health: {
        status: 'Failure',
        reason: '25 % of outbound http requests answered 5xx (failing from 10 %)',
      },
    });
    expect(nodeOf(draw(mesh), 'unknown')).toMatchObject({ isRoot: true, isOutOfMesh: true });
  });

  it('keeps every request when a service is drawn in between', () => {
    const graph = draw(mesh, { injectServices: true });
    const sum = (pick: (id: string) => boolean) =>
      graph.edges.filter(({ id }) => pick(id)).reduce((rate, edge) => rate + edge.rate, 0);
    expect(sum((id) => id.startsWith('workload:shop/web-v1->service:shop/cart'))).toBe(8);
    expect(sum((id) => id.startsWith('service:shop/cart->'))).toBe(8);
    expect(nodeOf(graph, 'service:shop/cart')?.isExternal).toBe(false);
  });

  it('draws what nobody answered to the service that was asked for', () => {
    const refused = makeLabels({
      ...endLabels('source', 'web'),
      ...serviceLabels('cart'),
      reporter: 'source',
      response_code: '503',
      response_flags: 'UH',
    });
    expect(edgeIds(draw([makeSeries(refused, 5)]))).toEqual(['workload:shop/web-v1->service:shop/cart#http']);
  });

  it('draws traffic that matched nothing to its catch-all, and foreign hosts as external', () => {
    const to = (name: string, namespace: string) =>
      makeSeries(
        makeLabels({
          ...endLabels('source', 'web'),
          reporter: 'source',
          destination_service: name,
          destination_service_name: name,
          destination_service_namespace: namespace,
        }),
        5,
      );
    const graph = draw([to('PassthroughCluster', 'unknown'), to('api.bank.example', 'unknown')], {
      injectServices: true,
    });
    expect(graph.nodes.filter(({ isExternal }) => isExternal).map(({ name }) => name)).toEqual([
      'PassthroughCluster',
      'api.bank.example',
    ]);
  });

  it('shows the namespaces that were asked for with their neighbours, without losing their shares', () => {
    const far = makeSeries(
      makeLabels({
        ...endLabels('source', 'web'),
        ...endLabels('destination', 'mail', 'v1', 'office'),
        ...serviceLabels('mail', 'office'),
      }),
      80,
    );
    const graph = draw([...mesh, far], { namespaces: ['office'] });
    expect(graph.nodes.map(({ id, isOutside }) => [id, isOutside])).toEqual([
      ['workload:office/mail-v1', false],
      ['workload:shop/web-v1', true],
    ]);
    expect(graph.edges[0]?.sharePercent).toBe(50);
  });

  it('adds what is registered but idle only when it is wanted', () => {
    const knowledge: MeshKnowledge = {
      ...NOTHING,
      workloads: [
        {
          cluster: 'default',
          namespace: 'shop',
          workload: 'reports-v1',
          app: 'reports',
          version: 'v1',
          agents: 1,
          isGateway: false,
        },
      ],
    };
    expect(nodeOf(draw(mesh, { knowledge }), 'workload:shop/reports-v1')).toBeUndefined();
    expect(nodeOf(draw(mesh, { knowledge, idle: true }), 'workload:shop/reports-v1')).toMatchObject({
      isIdle: true,
      agents: 1,
      isOutOfMesh: false,
      health: { status: 'NA' },
    });
  });

  it('adds edges without traffic from series seen before', () => {
    const { facts } = makeSeries(callLabels('web', 'mail'), 0);
    const edge = draw(mesh, { idle: true, idleSeries: [facts] }).edges.find(({ isIdle }) => isIdle);
    expect(edge).toMatchObject({ id: 'workload:shop/web-v1->workload:shop/mail-v1#http', rate: 0 });
  });

  it('carries bytes of connections as a protocol of its own', () => {
    const point = makePoint(0, 0, { tcpOpened: 1, tcpReceivedBytes: 300, tcpSentBytes: 700 });
    const [edge] = draw([makeSeries(callLabels('web', 'db', { request_protocol: 'tcp' }), point)]).edges;
    expect(edge).toMatchObject({
      protocol: 'tcp',
      rate: 100,
      requestBytes: 30,
      responseBytes: 70,
      responses: [],
    });
  });

  it('carries messages of gRPC calls there and back', () => {
    const point = makePoint(10, 5, { requestMessages: 20, responseMessages: 300 });
    const grpc = callLabels('web', 'feed', { request_protocol: 'grpc', grpc_response_status: '0' });
    const [edge] = draw([makeSeries(grpc, point)]).edges;
    expect(edge).toMatchObject({ protocol: 'grpc', messages: { requests: 2, responses: 30 } });
    expect(draw([makeSeries(callLabels('web', 'feed'), point)]).edges[0]).not.toHaveProperty('messages');
  });

  it('keeps every identity that was seen at the ends of an edge', () => {
    const by = (source_principal: string) => makeSeries(callLabels('web', 'cart', { source_principal }), 10);
    const [edge] = draw([by('spiffe://mesh/b'), by('spiffe://mesh/a'), by('unknown')]).edges;
    expect(edge?.principals).toEqual({ source: ['spiffe://mesh/a', 'spiffe://mesh/b'], destination: [] });
  });

  it('leaves out a caller that names its namespace and nothing else', () => {
    const nameless = makeLabels({
      ...endLabels('destination', 'cart'),
      ...serviceLabels('cart'),
      source_workload_namespace: 'shop',
    });
    expect(draw([makeSeries(nameless, 10)]).edges).toEqual([]);
  });

  it('does not depend on the order of the series', () => {
    const expected = JSON.stringify(draw(mesh));
    fc.assert(
      fc.property(fc.shuffledSubarray(mesh, { minLength: mesh.length }), (shuffled) => {
        expect(JSON.stringify(draw(shuffled))).toBe(expected);
      }),
    );
  });
});
