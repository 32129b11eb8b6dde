import type { GraphEdge, GraphNode, TrafficRates } from '../graph';

/** What a field is read from: a node, or an edge with its ends. */
export type FindSubject =
  | { node: GraphNode; edge?: never }
  | { node?: never; edge: GraphEdge; source: GraphNode | undefined; target: GraphNode | undefined };

/** One field. A reader gives undefined where the field makes no sense: it then neither matches nor matches negated. */
export interface FindField {
  names: readonly [string, ...string[]];
  /** One sentence for completion and help. */
  help: string;
  flag?: (subject: FindSubject) => boolean | undefined;
  number?: (subject: FindSubject) => number | undefined;
  /** Every text of the thing under this name; one match is enough. */
  texts?: (subject: FindSubject) => readonly string[] | undefined;
}

/** Every field of the find language, Kiali's names first. */
export const FIND_FIELDS: readonly FindField[] = [
  {
    names: ['name'],
    help: 'Name of an application, service or workload',
    texts: ({ node }) => node && [node.name, node.app, node.workload, ...node.services],
  },
  { names: ['namespace', 'ns'], help: 'Namespace', texts: ({ node }) => node && [node.namespace] },
  { names: ['app'], help: 'Application', texts: ({ node }) => node && [node.app] },
  { names: ['workload', 'wl'], help: 'Workload', texts: ({ node }) => node && [node.workload] },
  {
    names: ['service', 'svc'],
    help: 'Service, by name or host',
    texts: ({ node }) => node && (node.kind === 'service' ? [node.name, ...node.services] : node.services),
  },
  { names: ['version'], help: 'Version', texts: ({ node }) => node && [node.version] },
  { names: ['cluster'], help: 'Cluster', texts: ({ node }) => node && [node.cluster] },
  {
    names: ['node'],
    help: 'Kind of node: app, service, workload, unknown',
    texts: ({ node }) => node && [node.kind],
  },
  {
    names: ['protocol'],
    help: 'Protocol of an edge: http, grpc, tcp',
    texts: ({ edge }) => edge && [edge.protocol],
  },
  {
    names: ['source', 'from'],
    help: 'Name of where an edge starts',
    texts: (subject) => subject.edge && namesOf(subject.source),
  },
  {
    names: ['target', 'to'],
    help: 'Name of where an edge ends',
    texts: (subject) => subject.edge && namesOf(subject.target),
  },
  {
    names: ['code'],
    help: 'Response code on an edge',
    texts: ({ edge }) => edge?.responses.map(({ code }) => code),
  },
  {
    names: ['flag'],
    help: 'Response flag on an edge',
    texts: ({ edge }) => edge?.responses.map(({ flags }) => flags),
  },
  {
    names: ['host'],
    help: 'Host asked for on an edge',
    texts: ({ edge }) => edge?.hosts.map(({ host }) => host),
  },
  { names: ['rate', 'rps'], help: 'Requests a second', number: rateOf },
  { names: ['error', 'errors', 'err'], help: 'Failed requests, percent', number: errorPercentOf },
  {
    names: ['share'],
    help: 'Share of what the source sends, percent',
    number: ({ edge }) => edge?.sharePercent,
  },
  { names: ['p50'], help: 'Median duration, ms', number: (subject) => latencyOf(subject)?.p50 },
  { names: ['p90'], help: '90th percentile of durations, ms', number: (subject) => latencyOf(subject)?.p90 },
  {
    names: ['p95', 'responsetime', 'rt'],
    help: '95th percentile of durations, ms',
    number: (subject) => latencyOf(subject)?.p95,
  },
  { names: ['p99'], help: '99th percentile of durations, ms', number: (subject) => latencyOf(subject)?.p99 },
  {
    names: ['throughput'],
    help: 'Bytes a second both ways',
    number: ({ edge }) => edge && edge.requestBytes + edge.responseBytes,
  },
  { names: ['http'], help: 'HTTP requests a second on an edge', ...protocolField('http') },
  { names: ['grpc'], help: 'gRPC requests a second on an edge', ...protocolField('grpc') },
  { names: ['tcp'], help: 'TCP bytes a second on an edge', ...protocolField('tcp') },
  {
    names: ['httpin'],
    help: 'HTTP requests a second into a node',
    number: ({ node }) => node && rateIn(node.incoming.http),
  },
  {
    names: ['httpout'],
    help: 'HTTP requests a second out of a node',
    number: ({ node }) => node && rateIn(node.outgoing.http),
  },
  {
    names: ['grpcin'],
    help: 'gRPC requests a second into a node',
    number: ({ node }) => node && rateIn(node.incoming.grpc),
  },
  {
    names: ['grpcout'],
    help: 'gRPC requests a second out of a node',
    number: ({ node }) => node && rateIn(node.outgoing.grpc),
  },
  {
    names: ['tcpin'],
    help: 'TCP bytes a second into a node',
    number: ({ node }) => node && rateIn(node.incoming.tcp),
  },
  {
    names: ['tcpout'],
    help: 'TCP bytes a second out of a node',
    number: ({ node }) => node && rateIn(node.outgoing.tcp),
  },
  {
    names: ['mtls'],
    help: 'Over mutual TLS, or what percent of it',
    flag: ({ edge }) => edge && (edge.mtlsPercent ?? 0) > 0,
    number: ({ edge }) => edge?.mtlsPercent ?? undefined,
  },
  { names: ['traffic'], help: 'An edge with traffic', flag: ({ edge }) => edge && !edge.isIdle },
  { names: ['healthy'], help: 'Healthy', flag: (subject) => healthOf(subject) === 'Healthy' },
  { names: ['degraded'], help: 'Degraded', flag: (subject) => healthOf(subject) === 'Degraded' },
  { names: ['failing', 'failure'], help: 'Failing', flag: (subject) => healthOf(subject) === 'Failure' },
  { names: ['idle'], help: 'Without traffic', flag: ({ node, edge }) => (node ?? edge)?.isIdle },
  { names: ['root', 'trafficsource'], help: 'Where traffic starts', flag: ({ node }) => node?.isRoot },
  { names: ['gateway', 'gw'], help: 'A gateway', flag: ({ node }) => node?.isGateway },
  {
    names: ['external', 'serviceentry', 'se'],
    help: 'Outside the registry',
    flag: ({ node }) => node?.isExternal,
  },
  { names: ['outofmesh', 'om'], help: 'Without a sidecar', flag: ({ node }) => node?.isOutOfMesh },
  { names: ['sidecar', 'sc'], help: 'With a sidecar', flag: ({ node }) => node && !node.isOutOfMesh },
  {
    names: ['outside', 'outsider'],
    help: 'Of another namespace than those shown',
    flag: ({ node }) => node?.isOutside,
  },
  { names: ['unknown'], help: 'The unknown source', flag: ({ node }) => node && node.kind === 'unknown' },
];

const BY_NAME = new Map(FIND_FIELDS.flatMap((field) => field.names.map((name) => [name, field] as const)));

/** The field of a name, whatever its case. */
export function findField(name: string): FindField | undefined {
  return BY_NAME.get(name.toLowerCase());
}

function namesOf(node: GraphNode | undefined): readonly string[] {
  return node === undefined ? [] : [node.name, node.app, node.workload];
}

function rateOf({ node, edge }: FindSubject): number {
  if (edge !== undefined) return edge.protocol === 'tcp' ? 0 : edge.rate;
  return rateIn(node.incoming.http) + rateIn(node.incoming.grpc);
}

function errorPercentOf({ node, edge }: FindSubject): number {
  if (edge !== undefined) return edge.errorPercent;
  const failed = ({ rate, errorPercent }: TrafficRates): number => (rate * errorPercent) / 100;
  const sides = [node.incoming.http, node.incoming.grpc].filter((side) => side !== undefined);
  const total = sides.reduce((sum, { rate }) => sum + rate, 0);
  return total === 0 ? 0 : (100 * sides.reduce((sum, side) => sum + failed(side), 0)) / total;
}

function rateIn(rates: TrafficRates | undefined): number {
  return rates?.rate ?? 0;
}

function latencyOf({ node, edge }: FindSubject): GraphNode['latency'] {
  return (node ?? edge)?.latency;
}

function healthOf({ node, edge }: FindSubject): string | undefined {
  return (node ?? edge)?.health.status;
}

function protocolField(protocol: GraphEdge['protocol']): Pick<FindField, 'flag' | 'number'> {
  return {
    flag: ({ edge }) => edge && edge.protocol === protocol,
    number: ({ edge }) => (edge?.protocol === protocol ? edge.rate : undefined),
  };
}
