import type { EdgeProtocol } from '../graph';
import type { GraphBadge } from '../graph-badge';
import type { FindField } from './find-field';

const OF_NODES = { of: ['node'] } as const;

/** Kinds of nodes, by what people write. */
const KINDS: Readonly<Record<string, string>> = {
  app: 'app',
  operation: 'operation',
  op: 'operation',
  service: 'service',
  svc: 'service',
  unknown: 'unknown',
  workload: 'workload',
  wl: 'workload',
};

/** Fields that nodes alone have. */
export const NODE_FIELDS: readonly FindField[] = [
  {
    ...OF_NODES,
    names: ['name'],
    help: 'Name of an application, service or workload',
    texts: ({ node }) => node && [node.name, node.app, node.workload, ...node.services.map(shortName)],
  },
  {
    ...OF_NODES,
    names: ['namespace', 'ns'],
    help: 'Namespace',
    texts: ({ node }) => node && [node.namespace],
  },
  { ...OF_NODES, names: ['app'], help: 'Application', texts: ({ node }) => node && [node.app] },
  {
    ...OF_NODES,
    names: ['workload', 'wl'],
    help: 'Workload',
    texts: ({ node }) => node && [node.workload],
  },
  {
    ...OF_NODES,
    names: ['service', 'svc'],
    help: 'Service, by name or host',
    texts: ({ node }) =>
      node && [...(node.kind === 'service' ? [node.name] : []), ...node.services.flatMap(bothNames)],
  },
  { ...OF_NODES, names: ['version'], help: 'Version', texts: ({ node }) => node && [node.version] },
  { ...OF_NODES, names: ['cluster'], help: 'Cluster', texts: ({ node }) => node && [node.cluster] },
  {
    ...OF_NODES,
    names: ['node'],
    help: 'Kind of node: app, service, workload, operation, unknown',
    texts: ({ node }) => node && [node.kind],
    values: KINDS,
  },
  {
    ...OF_NODES,
    names: ['operation', 'op'],
    help: 'Operation, where operations are nodes',
    texts: ({ node }) => node && (node.kind === 'operation' ? [node.name] : []),
  },
  {
    ...OF_NODES,
    names: ['rank'],
    help: 'Rank by edges, 1 (most) to 100',
    range: [1, 100],
    number: (subject) => (subject.node === undefined ? undefined : subject.rank),
  },
  ...(['http', 'grpc', 'tcp'] as const).flatMap((protocol) => [
    rateField(protocol, 'in'),
    rateField(protocol, 'out'),
  ]),
  {
    ...OF_NODES,
    names: ['root', 'trafficsource'],
    help: 'Where traffic starts',
    flag: ({ node }) => node?.isRoot,
  },
  { ...OF_NODES, names: ['gateway', 'gw'], help: 'A gateway', flag: ({ node }) => node?.isGateway },
  {
    ...OF_NODES,
    names: ['external', 'serviceentry', 'se'],
    help: 'Outside the registry, or of a ServiceEntry',
    flag: ({ node }) => node?.isExternal,
  },
  {
    ...OF_NODES,
    names: ['outofmesh', 'om'],
    help: 'Without a sidecar',
    flag: ({ node }) => node?.isOutOfMesh,
  },
  {
    ...OF_NODES,
    names: ['sidecar', 'sc'],
    help: 'With a sidecar',
    flag: ({ node }) => node && !node.isOutOfMesh,
  },
  {
    ...OF_NODES,
    names: ['outside', 'outsider'],
    help: 'Of another namespace than those shown',
    flag: ({ node }) => node?.isOutside,
  },
  {
    ...OF_NODES,
    names: ['dead'],
    help: 'Called, though no instance of it is there',
    flag: ({ node }) =>
      node &&
      node.agents === 0 &&
      !node.isIdle &&
      !node.isOutOfMesh &&
      !node.isExternal &&
      node.kind !== 'unknown',
  },
  {
    ...OF_NODES,
    names: ['inaccessible'],
    help: 'Nobody knows what is behind it: PassthroughCluster, BlackHoleCluster',
    flag: ({ node }) => node && (node.name === 'PassthroughCluster' || node.name === 'BlackHoleCluster'),
  },
  {
    ...OF_NODES,
    names: ['unknown'],
    help: 'The unknown source',
    flag: ({ node }) => node && node.kind === 'unknown',
  },
  badgeField('virtualService', ['virtualservice', 'vs'], 'Routed by a VirtualService or HTTPRoute'),
  badgeField('circuitBreaker', ['circuitbreaker', 'cb'], 'Guarded by a circuit breaker'),
  badgeField('faultInjection', ['faultinjection', 'fi'], 'With injected faults'),
  badgeField('mirroring', ['mirroring'], 'Mirrored'),
  badgeField('requestRouting', ['requestrouting', 'rr'], 'Routed by what requests look like'),
  badgeField('requestTimeout', ['requesttimeout', 'rto'], 'With a timeout for requests'),
  badgeField('trafficShifting', ['trafficshifting', 'ts'], 'Split by weight'),
  badgeField('tcpTrafficShifting', ['tcptrafficshifting', 'tcpts'], 'TCP split by weight'),
  badgeField('workloadEntry', ['workloadentry', 'we'], 'Listed by a WorkloadEntry'),
];

/** What a service of the cluster is called; other hosts go by their whole name. */
function shortName(host: string): string {
  return host.includes('.svc.') ? host.slice(0, host.indexOf('.')) : host;
}

function bothNames(host: string): string[] {
  return [shortName(host), host];
}

function badgeField(badge: GraphBadge, names: FindField['names'], help: string): FindField {
  return { ...OF_NODES, names, help, flag: ({ node }) => node && node.badges?.includes(badge) === true };
}

function rateField(protocol: EdgeProtocol, way: 'in' | 'out'): FindField {
  const what = protocol === 'tcp' ? 'TCP bytes' : `${protocol === 'http' ? 'HTTP' : 'gRPC'} requests`;
  const side = way === 'in' ? 'incoming' : 'outgoing';
  return {
    ...OF_NODES,
    names: [`${protocol}${way}`],
    help: `${what} a second ${way === 'in' ? 'into' : 'out of'} a node`,
    measure: protocol === 'tcp' ? 'bytes' : 'rate',
    number: ({ node }) => node?.[side][protocol]?.rate,
  };
}
