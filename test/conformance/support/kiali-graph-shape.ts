import type { EdgeProtocol, GraphEdge, GraphNode, GraphType, MeshGraph } from '@/lib/mesh/graph/graph';
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

/** What we drew; `tcp` says which bytes the case counts. */
export function drawnShape(graph: MeshGraph, tcp: string, without: Without): GraphShape {
  const shape: GraphShape = { nodes: {}, edges: {}, outside: [] };
  const normalise = createNormalise(without);
  const keys = new Map(graph.nodes.map((node) => [node.id, normalise(keyOf(node, graph.type))]));
  const edges = graph.edges.filter(({ protocol }) => protocol !== without.protocol);
  for (const edge of edges) {
    shape.edges[`${keys.get(edge.source)} -> ${keys.get(edge.target)} ${edge.protocol}`] = edgeRates(
      edge,
      tcp,
    );
  }
  for (const node of graph.nodes) {
    const key = keys.get(node.id) ?? node.id;
    const rates = {
      ...nodeRates(node.incoming, 'In', without),
      ...nodeRates(node.outgoing, 'Out', without),
      ...sumBytes(
        'tcpIn',
        tcp,
        edges.filter(({ target }) => target === node.id),
      ),
      ...sumBytes(
        'tcpOut',
        tcp,
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

function edgeRates(edge: GraphEdge, tcp: string): Record<string, string> {
  const { protocol, rate, errorPercent, sharePercent } = edge;
  if (protocol === 'tcp') return { tcp: bytesOf(edge, tcp).toFixed(2) };
  return {
    [protocol]: rate.toFixed(2),
    ...(errorPercent > 0 ? { [`${protocol}PercentErr`]: errorPercent.toFixed(1) } : {}),
    [`${protocol}PercentReq`]: sharePercent.toFixed(1),
  };
}

/** Kiali names bytes as a client sees them. */
function bytesOf(edge: GraphEdge, tcp: string): number {
  if (tcp === 'total') return edge.rate;
  return tcp === 'received' ? edge.responseBytes : edge.requestBytes;
}

function sumBytes(name: string, tcp: string, edges: readonly GraphEdge[]): Record<string, string> {
  const own = edges.filter(({ protocol }) => protocol === 'tcp');
  if (own.length === 0) return {};
  return { [name]: own.reduce((sum, edge) => sum + bytesOf(edge, tcp), 0).toFixed(2) };
}

function nodeRates(
  rates: GraphNode['incoming'],
  direction: 'In' | 'Out',
  without: Without,
): Record<string, string> {
  const protocols = (['http', 'grpc'] as const satisfies EdgeProtocol[]).filter(
    (name) => name !== without.protocol,
  );
  return Object.fromEntries(
    protocols.flatMap((protocol) => {
      const rate = rates[protocol]?.rate ?? 0;
      return rate === 0 ? [] : [[`${protocol}${direction}`, rate.toFixed(2)]];
    }),
  );
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
