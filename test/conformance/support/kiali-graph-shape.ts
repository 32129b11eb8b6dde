import type { GraphEdge, GraphNode, GraphType, MeshGraph } from '@/lib/mesh/graph/graph';
import type { Deviation } from './deviations';
import type { KialiGraphCase } from './kiali-graph-case';

/** A graph as both sides can say it: rates with two decimals, percentages with one, by key. */
export interface GraphShape {
  nodes: Record<string, Record<string, string>>;
  edges: Record<string, Record<string, string>>;
  outside: string[];
}

type Without = Pick<Deviation, 'protocol' | 'anyServiceNamespace'>;

const COMPARED_NODE = /^(http|grpc|tcp)(In|Out)$/;
const COMPARED_EDGE = /^(http|grpc|tcp|httpPercentErr|grpcPercentErr|httpPercentReq|grpcPercentReq)$/;

/** What Kiali expects. */
export function expectedShape({ expected }: KialiGraphCase, without: Without): GraphShape {
  const shape: GraphShape = { nodes: {}, edges: {}, outside: [] };
  const normalise = createNormalise(without);
  for (const { data } of expected.elements.nodes) {
    const traffic = data.traffic.filter(({ protocol }) => protocol !== without.protocol);
    if (data.isBox !== undefined || traffic.length === 0) continue;
    const key = normalise(data.key);
    const rates = Object.assign({}, ...traffic.map((entry) => entry.rates)) as Record<string, string>;
    shape.nodes[key] = pick(rates, COMPARED_NODE);
    if (data.isOutside) shape.outside.push(key);
  }
  for (const { data } of expected.elements.edges) {
    if (data.traffic.protocol === without.protocol) continue;
    const key = `${normalise(data.sourceKey)} -> ${normalise(data.targetKey)} ${data.traffic.protocol}`;
    shape.edges[key] = pick(data.traffic.rates, COMPARED_EDGE);
  }
  shape.outside.sort();
  return shape;
}

/** What a case counts of connections (bytes) and of gRPC (requests or messages): sent, received or both. */
export interface Counted {
  tcp: string;
  grpc: string;
}

/** What we drew. */
export function drawnShape(graph: MeshGraph, counted: Counted, without: Without): GraphShape {
  const shape: GraphShape = { nodes: {}, edges: {}, outside: [] };
  const normalise = createNormalise(without);
  const keys = new Map(graph.nodes.map((node) => [node.id, normalise(keyOf(node, graph.type))]));
  const edges = graph.edges.filter(({ protocol }) => protocol !== without.protocol);
  for (const edge of edges) {
    shape.edges[`${keys.get(edge.source)} -> ${keys.get(edge.target)} ${edge.protocol}`] = edgeRates(
      edge,
      counted,
    );
  }
  for (const node of graph.nodes) {
    const key = keys.get(node.id) ?? node.id;
    const rates = {
      ...httpRate('httpIn', node.incoming),
      ...httpRate('httpOut', node.outgoing),
      ...sumRates(
        'In',
        counted,
        edges.filter(({ target }) => target === node.id),
      ),
      ...sumRates(
        'Out',
        counted,
        edges.filter(({ source }) => source === node.id),
      ),
    };
    if (Object.keys(rates).length === 0) continue;
    shape.nodes[key] = rates;
    if (node.isOutside) shape.outside.push(key);
  }
  shape.outside.sort();
  return shape;
}

function edgeRates(edge: GraphEdge, counted: Counted): Record<string, string> {
  const { protocol, errorPercent, sharePercent } = edge;
  const rate = rateOf(edge, counted).toFixed(2);
  if (protocol === 'tcp') return { tcp: rate };
  return {
    [protocol]: rate,
    ...(errorPercent > 0 ? { [`${protocol}PercentErr`]: errorPercent.toFixed(1) } : {}),
    [`${protocol}PercentReq`]: sharePercent.toFixed(1),
  };
}

/** Kiali names bytes as a client sees them. */
function rateOf(edge: GraphEdge, { tcp, grpc }: Counted): number {
  const { protocol, rate, requestBytes, responseBytes, messages } = edge;
  if (protocol === 'tcp') return { total: rate, received: responseBytes }[tcp] ?? requestBytes;
  if (protocol === 'http' || grpc === 'requests' || messages === undefined) return rate;
  const both = messages.requests + messages.responses;
  return { total: both, received: messages.responses }[grpc] ?? messages.requests;
}

/** gRPC and connections of a node: what its edges count. */
function sumRates(
  direction: 'In' | 'Out',
  counted: Counted,
  edges: readonly GraphEdge[],
): Record<string, string> {
  return Object.fromEntries(
    (['grpc', 'tcp'] as const).flatMap((protocol) => {
      const own = edges.filter((edge) => edge.protocol === protocol);
      const sum = own.reduce((total, edge) => total + rateOf(edge, counted), 0);
      return own.length === 0 ? [] : [[`${protocol}${direction}`, sum.toFixed(2)]];
    }),
  );
}

function httpRate(name: string, { http }: GraphNode['incoming']): Record<string, string> {
  return http === undefined || http.rate === 0 ? {} : { [name]: http.rate.toFixed(2) };
}

function pick(rates: Record<string, string>, names: RegExp): Record<string, string> {
  return Object.fromEntries(Object.entries(rates).filter(([name]) => names.test(name)));
}

function keyOf(node: GraphNode, type: GraphType): string {
  const { kind, cluster, namespace, app, version, workload, name } = node;
  const isVersioned = type !== 'app';
  const fields = {
    unknown: ['unknown'],
    namespace: ['namespace', cluster, namespace],
    operation: ['operation', cluster, namespace, app, '', '', name],
    service: ['service', cluster, namespace, '', '', '', name],
    workload: ['workload', cluster, namespace, app, version, name, ''],
    app: ['app', cluster, namespace, app, isVersioned ? version : '', isVersioned ? workload : '', ''],
  }[kind];
  return [...fields, '', ''].join('|');
}

/** Nobody's cluster is no difference, `latest` is no version, and an unknown source is one. */
function createNormalise({ anyServiceNamespace }: Without): (key: string) => string {
  return (text) => {
    const [kind = '', cluster = '', namespace = '', app = '', version = '', ...rest] = text.split('|');
    if (kind === 'unknown') return 'unknown';
    const isAnywhere = kind === 'service' && anyServiceNamespace === true;
    const place = isAnywhere ? ['*', '*'] : [namespace === 'unknown' ? '*' : cluster, namespace];
    return [kind, ...place, app, version === 'latest' ? '' : version, ...rest].join('|');
  };
}
