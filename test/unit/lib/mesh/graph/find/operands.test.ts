import { describe, expect, it } from 'vitest';
import { FIND_FIELDS } from '@/lib/mesh/graph/find/find-fields';
import { findInGraph } from '@/lib/mesh/graph/find/find-in-graph';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import { makeEdge, makeNode } from '@/test/fixtures/mesh-graph';

const health = (status: 'Healthy' | 'Degraded' | 'Failure' | 'NA' | 'Not Ready') => ({
  status,
  errorPercent: 0,
});
const WEB = 'app:shop/web@v1';
const CART = 'app:shop/cart@v2';
const DB = 'workload:data/db';
const BANK = 'service:ext/bank';
const OP = 'operation:shop/cart/get';

/** A few things, each with attributes that the others lack. */
const graph = {
  nodes: [
    makeNode(WEB, {
      cluster: 'east',
      isRoot: true,
      isGateway: true,
      badges: ['virtualService', 'requestRouting', 'requestTimeout', 'trafficShifting'],
      services: ['web.shop.svc.cluster.local'],
      labels: { Team: 'Red', 'app.kubernetes.io/part-of': 'x' },
      outgoing: { http: { rate: 10, errorPercent: 20 } },
      latency: { p50: 1, p90: 2, p95: 3, p99: 4 },
      health: health('Healthy'),
    }),
    makeNode(CART, {
      badges: ['circuitBreaker', 'faultInjection', 'mirroring'],
      incoming: { http: { rate: 10, errorPercent: 20 }, grpc: { rate: 30, errorPercent: 0 } },
      outgoing: { tcp: { rate: 2_000, errorPercent: 0 }, grpc: { rate: 5, errorPercent: 0 } },
      health: health('Failure'),
      agents: 0,
      isOutside: true,
    }),
    makeNode(DB, {
      version: '',
      badges: ['tcpTrafficShifting', 'workloadEntry'],
      incoming: { tcp: { rate: 2_000, errorPercent: 0 } },
      isOutOfMesh: true,
      health: health('Degraded'),
    }),
    makeNode(BANK, { isExternal: true, incoming: {}, isIdle: true, health: health('NA') }),
    makeNode('service:shop/PassthroughCluster', { incoming: {}, health: health('Not Ready') }),
    { ...makeNode(OP), kind: 'operation' as const, name: 'GET /cart', incoming: {} },
    makeNode('unknown', { incoming: {} }),
  ],
  edges: [
    makeEdge(WEB, CART, 10, {
      errors: 20,
      sharePercent: 40,
      mtlsPercent: 100,
      cost: { monthly: 12, currency: 'USD' },
      principals: { source: ['spiffe://m/ns/shop/sa/web'], destination: ['spiffe://m/ns/shop/sa/cart'] },
      responses: [
        { code: '200', flags: '-', rate: 8 },
        { code: '503', flags: 'UF,URX', rate: 2 },
      ],
      hosts: [{ host: 'cart.shop', rate: 10 }],
    }),
    makeEdge(WEB, CART, 30, {
      protocol: 'grpc',
      errors: 2,
      sharePercent: 90,
      mtlsPercent: 0,
      latency: { p50: 100, p90: 200, p95: 1_500, p99: 3_000 },
      responses: [
        { code: '0', flags: '-', rate: 29 },
        { code: '14', flags: '-', rate: 1 },
      ],
      messages: { requests: 400, responses: 100 },
    }),
    (({ latency: _, ...edge }) => edge)(
      makeEdge(CART, DB, 2_000, { protocol: 'tcp', responses: [], requestBytes: 500, responseBytes: 1_500 }),
    ),
    makeEdge(WEB, BANK, 0, { isIdle: true, health: health('NA'), responses: [] }),
  ],
};
const SHORT: Readonly<Record<string, string>> = {
  [WEB]: 'web',
  [CART]: 'cart',
  [DB]: 'db',
  [BANK]: 'bank',
  [OP]: 'op',
  'service:shop/PassthroughCluster': 'pass',
  unknown: 'unknown',
  [`${WEB}->${CART}#http`]: 'http',
  [`${WEB}->${CART}#grpc`]: 'grpc',
  [`${CART}->${DB}#tcp`]: 'tcp',
  [`${WEB}->${BANK}#http`]: 'idle',
};

function find(text: string): string {
  const { expression, error } = parseFind(text);
  if (expression === undefined) throw new Error(error?.message ?? 'empty');
  const { nodes, edges } = findInGraph(graph, expression);
  return [...nodes, ...edges].map((id) => SHORT[id] ?? id).join(' ');
}

const CASES: readonly (readonly [string, string])[] = [
  // texts of nodes
  ['app = cart', 'cart op'],
  ['app = CART', 'cart op'],
  ['app != cart and app != op and ns = shop', 'web pass'],
  ['cluster = east', 'web'],
  ['name = web', 'web'],
  ['name = "GET /cart"', 'op'],
  ['name not contains a and not unknown', 'web db'],
  ['namespace = data', 'db'],
  ['ns $= ta', 'db'],
  ['ns endswith ta', 'db'],
  ['ns !endswith p and ns ! endswith n', 'db bank'],
  ['ns not startswith s and ns !^= e', 'db unknown'],
  ['ns *= hop and version = v2', 'cart'],
  ['ns is data', 'db'],
  ['ns is not shop and not unknown', 'db bank'],
  ['ns ! = shop and not unknown', 'db bank'],
  ['ns == data', 'db'],
  ['node = wl', 'db'],
  ['node = workload', 'db'],
  ['node = svc', 'bank pass'],
  ['node = op', 'op'],
  ['node = operation', 'op'],
  ['node = unknown', 'unknown'],
  ['node != app and node != service', 'db op unknown'],
  ['op = "GET /cart"', 'op'],
  ['operation startswith get', 'op'],
  ['operation != "get /cart" and node = wl', 'db'],
  ['service = bank', 'bank'],
  ['svc = web', 'web'],
  ['svc = web.shop.svc.cluster.local', 'web'],
  ['version = v2', 'cart'],
  ['version = "" and node = workload', 'db'],
  ['wl = web-v1', 'web'],
  ['workload $= -v2', 'cart'],
  ['label:team = red', 'web'],
  ['label:Team = RED', 'web'],
  ['label:team', 'web'],
  ['label:app.kubernetes.io/part-of = x', 'web'],
  ['! label:team and ns = data', 'db'],
  ['label:team != red and ns = data', 'db'],
  ['label:version = v2', 'cart'],
  // numbers of nodes
  ['httpin = 10', 'web cart'],
  ['httpin = 10.0 and ns = shop and version = v2', 'cart'],
  ['httpin != 10 and node = workload', 'db'],
  ['httpin = NaN and node = workload', 'db'],
  ['httpin != NaN', 'web cart'],
  ['httpin >= 10rps', 'web cart'],
  ['httpin < .5', ''],
  ['httpout > 5', 'web'],
  ['httpout <= 1e1', 'web'],
  ['grpcin > +29.5', 'cart'],
  ['grpcout = 5.', 'cart'],
  ['tcpin >= 2kB', 'db'],
  ['tcpin > 2 kB', ''],
  ['tcpout > 1.9 kB/s', 'cart'],
  ['tcpout < 2KiB', 'cart'],
  ['rank = 1', 'web cart'],
  ['rank <= 2', 'web cart db bank'],
  ['rank > 2 and node = unknown', 'unknown'],
  // flags of nodes
  ['cb', 'cart'],
  ['circuitbreaker', 'cart'],
  ['fi', 'cart'],
  ['faultinjection', 'cart'],
  ['mirroring', 'cart'],
  ['rr', 'web'],
  ['requestrouting', 'web'],
  ['rto', 'web'],
  ['requesttimeout', 'web'],
  ['ts', 'web'],
  ['trafficshifting', 'web'],
  ['tcpts', 'db'],
  ['tcptrafficshifting', 'db'],
  ['vs', 'web'],
  ['has VirtualService', 'web'],
  ['we', 'db'],
  ['workloadentry', 'db'],
  ['se', 'bank'],
  ['serviceentry', 'bank'],
  ['external', 'bank'],
  ['root', 'web'],
  ['trafficsource', 'web'],
  ['gw', 'web'],
  ['gateway', 'web'],
  ['outofmesh', 'db'],
  ['om', 'db'],
  ['! sc', 'db'],
  ['not sidecar', 'db'],
  ['outside', 'cart'],
  ['outsider', 'cart'],
  ['dead', 'cart'],
  ['inaccessible', 'pass'],
  ['unknown', 'unknown'],
  ['idle', 'bank idle'],
  ['is idle and node = service', 'bank idle'],
  // what both have
  ['healthy and ns = shop', 'web op tcp'],
  ['not healthy', 'cart db http grpc'],
  ['! is healthy and node != app', 'db'],
  ['degraded', 'db grpc'],
  ['failing', 'cart http'],
  ['failure', 'cart http'],
  ['error > 10 %', 'http'],
  ['error > 4', 'cart http'],
  ['err >= 20%', 'http'],
  ['errors < 5 and grpc', 'grpc'],
  ['rate > 25', 'cart grpc'],
  ['rps >= 30 and edge', ''],
  ['p50 = 1', 'web'],
  ['p90 > 1s', ''],
  ['p95 >= 1.5s', 'grpc'],
  ['p99 > 2 s', 'grpc'],
  // edges
  ['protocol = grpc', 'grpc'],
  ['protocol != http', 'grpc tcp'],
  ['source = web and code = 200', 'http'],
  ['from = cart', 'tcp'],
  ['target = db', 'tcp'],
  ['to startswith ba', 'idle'],
  ['sourceprincipal contains sa/web', 'http'],
  ['destprincipal $= cart', 'http'],
  ['destprincipal !contains spiffe', 'grpc tcp idle'],
  ['code = 503', 'http'],
  ['code = 5xx', 'http'],
  ['code = 2XX', 'http'],
  ['code >= 500', 'http'],
  ['code < 15', 'grpc'],
  ['code = 14', 'grpc'],
  ['flag = UF', 'http'],
  ['flag = urx', 'http'],
  ['host = cart.shop', 'http'],
  ['share >= 40%', 'http grpc tcp idle'],
  ['rt > 1000', 'grpc'],
  ['responsetime > 1 s', 'grpc'],
  ['rt < 18.5ms', 'http idle'],
  ['rt = NaN', 'tcp'],
  ['throughput > 1.9kB', 'http grpc tcp'],
  ['throughput = 2000', 'tcp'],
  ['messages > 499', 'grpc'],
  ['messages = NaN', 'http tcp idle'],
  ['cost > 10', 'http'],
  ['cost = NaN and http > 5', ''],
  ['http > 5', 'http'],
  ['grpc >= 30rps', 'grpc'],
  ['tcp > 1.9k', 'tcp'],
  ['%httperr >= 20', 'http'],
  ['%httperror >= 20 %', 'http'],
  ['%grpcerr > 1', 'grpc'],
  ['%grpcerror > 50', ''],
  ['%httptraffic = 40', 'http'],
  ['%grpctraffic > 50', 'grpc'],
  ['mtls', 'http'],
  ['!mtls', 'grpc tcp idle'],
  ['! has mtls', 'grpc tcp idle'],
  ['mtls >= 100%', 'http'],
  ['traffic', 'http grpc tcp'],
  ['!traffic', 'idle'],
  // joints
  ['ns = data OR protocol = tcp', 'db tcp'],
  ['ns = data || tcp', 'db tcp'],
  ['ns=shop&&vs', 'web'],
  ['ns = shop AND version = v2 OR grpc AND !mtls', 'cart grpc'],
  ['NOT (ns = shop OR ns = ext OR unknown)', 'db'],
  ['not (http or grpc or tcp)', ''],
  ['!(rt < 1000) and traffic', 'grpc'],
  ['error not > 4 and node = wl', 'db tcp'],
  ['tcp and not ns = shop', ''],
  ['tcp and ns = data', 'tcp'],
];

describe('every operand of find', () => {
  it.each(CASES)('%s finds %s', (text, found) => {
    expect(find(text)).toBe(found);
  });

  it('stands in a case by each of its names', () => {
    const text = ` ${CASES.map(([expression]) => expression)
      .join(' ')
      .toLowerCase()
      .replaceAll(/[()!=<>|&*^$]/g, ' ')} `;
    const missing = FIND_FIELDS.flatMap(({ names }) => names).filter((name) => !text.includes(` ${name} `));
    expect(missing).toEqual([]);
  });
});
