import type { Cluster } from '../proxy/cluster/cluster';
import type { ClusterSpec, Endpoint } from '../proxy/cluster/cluster-spec';

/** One endpoint of one cluster, or a cluster without any. */
export interface ClusterLine {
  cluster: string;
  endpoint: string | null;
  workload: string | null;
  namespace: string | null;
  version: string | null;
  /** Outlier detection has taken it out. */
  isEjected: boolean;
  ejections: number;
  activeRequests: number;
  totalRequests: number;
  /** The same for people. */
  line: string;
}

/** What may be called and where, and how it goes there, as Envoy's `/clusters` tells it. */
export function describeClusters(specs: Iterable<ClusterSpec>, atWork: readonly Cluster[]): ClusterLine[] {
  const byName = new Map(atWork.map((cluster) => [cluster.spec.name, cluster]));
  return [...specs].flatMap((spec) => {
    if (spec.endpoints.length === 0) return [describeEmpty(spec.name)];
    return spec.endpoints.map((endpoint) => describeEndpoint(spec.name, endpoint, byName.get(spec.name)));
  });
}

function describeEndpoint(
  cluster: string,
  { hostPort, workload }: Endpoint,
  atWork: Cluster | undefined,
): ClusterLine {
  const host = atWork?.hosts.find((one) => one.key === hostPort);
  const who = workload === undefined ? 'outside the mesh' : `${workload.workload}.${workload.namespace}`;
  const facts = {
    cluster,
    endpoint: hostPort,
    workload: workload?.workload ?? null,
    namespace: workload?.namespace ?? null,
    version: workload?.version ?? null,
    isEjected: host?.health.isEjected ?? false,
    ejections: host?.health.ejections ?? 0,
    activeRequests: host?.activeRequests ?? 0,
    totalRequests: host?.totalRequests ?? 0,
  };
  const health = facts.isEjected ? '/failed_outlier_check' : 'healthy';
  const counts = `rq_active::${facts.activeRequests}::rq_total::${facts.totalRequests}`;
  return { ...facts, line: `${cluster}::${hostPort}::${who}::health_flags::${health}::${counts}` };
}

function describeEmpty(cluster: string): ClusterLine {
  return {
    cluster,
    endpoint: null,
    workload: null,
    namespace: null,
    version: null,
    isEjected: false,
    ejections: 0,
    activeRequests: 0,
    totalRequests: 0,
    line: `${cluster}::no endpoints`,
  };
}
