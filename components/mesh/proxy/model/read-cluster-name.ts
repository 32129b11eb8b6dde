/** Envoy's name of a cluster taken apart: `outbound|9080|v1|reviews.bookinfo.svc.cluster.local`. */
export interface ClusterName {
  host: string;
  port: string;
  /** Empty for all endpoints of the service. */
  subset: string;
}

/** Undefined for a cluster that is no service of the mesh, such as PassthroughCluster. */
export function readClusterName(name: string): ClusterName | undefined {
  const [direction, port, subset, host, ...rest] = name.split('|');
  if (direction !== 'outbound' || port === undefined || !host || rest.length > 0) return undefined;
  return { host, port, subset: subset ?? '' };
}

/** A host without what all services of a cluster share: `reviews.bookinfo` for `reviews.bookinfo.svc.cluster.local`. */
export function shortHost(host: string): string {
  return host.replace(/^([^.]+\.[^.]+)\.svc\.[^:]+/, '$1');
}
