import type { ResourceReference } from '../../lib/mesh/config/resource';
import type {
  ClientTlsPlan,
  HashKey,
  LoadBalancing,
  OutlierPlan,
} from '../../lib/mesh/routing/effective-traffic-policy';
import type { ProxyView } from '../../lib/protocol/ingest/proxy-view';
import type { Cluster } from '../proxy/cluster/cluster';
import type { ClusterSpec } from '../proxy/cluster/cluster-spec';

type ClusterRow = ProxyView['clusters'][number];

/** How the endpoints of each cluster are used, and how many of them are out. */
export function describeClusterPolicies(
  specs: Iterable<ClusterSpec>,
  atWork: readonly Cluster[],
): ClusterRow[] {
  const byName = new Map<string, Cluster[]>();
  for (const cluster of atWork)
    byName.set(cluster.spec.name, [...(byName.get(cluster.spec.name) ?? []), cluster]);
  return [...specs].map((spec) => describeCluster(spec, byName.get(spec.name) ?? []));
}

function describeCluster({ endpoints, name, policy }: ClusterSpec, atWork: readonly Cluster[]): ClusterRow {
  const { connections, loadBalancing, origins, outliers, tls } = policy;
  const hosts = atWork.flatMap((cluster) => cluster.hosts);
  return {
    name,
    rules: origins.map(ruleOf),
    loadBalancing: describeBalancing(loadBalancing),
    tls: describeTls(tls),
    maxConnections: boundOf(connections.maxConnections),
    maxPendingRequests: boundOf(connections.maxPendingRequests),
    maxRequests: boundOf(connections.maxRequests),
    maxRetries: boundOf(connections.maxRetries),
    connectTimeoutMs: connections.connectTimeoutMs,
    ejects: outliers === undefined ? '' : describeOutliers(outliers),
    endpoints: endpoints.length,
    ejected: new Set(hosts.filter(({ health }) => health.isEjected).map(({ key }) => key)).size,
    activeRequests: hosts.reduce((sum, host) => sum + host.activeRequests, 0),
  };
}

function ruleOf({ kind, name, namespace }: ResourceReference): ClusterRow['rules'][number] {
  return { kind, namespace, name, path: '' };
}

function boundOf(bound: number): number | null {
  return Number.isFinite(bound) ? bound : null;
}

function describeBalancing(balancing: LoadBalancing): string {
  return balancing.kind === 'CONSISTENT_HASH'
    ? `CONSISTENT_HASH by ${describeKey(balancing.key)}`
    : balancing.kind;
}

function describeKey(key: HashKey): string {
  return key.kind === 'source-ip' ? 'source IP' : `${key.kind} ${key.name}`;
}

function describeTls({ fault, mode, sni }: ClientTlsPlan): string {
  if (fault !== '') return `refused: ${fault}`;
  return sni === '' ? mode : `${mode} as ${sni}`;
}

function describeOutliers(plan: OutlierPlan): string {
  const limits = [
    [plan.consecutive5xxErrors, '5xx'],
    [plan.consecutiveGatewayErrors, 'gateway errors'],
    [plan.splitsLocalErrors ? plan.consecutiveLocalOriginFailures : 0, 'local failures'],
  ] as const;
  const causes = limits.flatMap(([count, what]) => (count > 0 ? [`${count} ${what} in a row`] : []));
  return `${causes.join(' or ')}, for ${plan.baseEjectionMs / 1000} s, at most ${plan.maxEjectionPercent} %`;
}
