/** Who a proxy speaks for: what Istio's proxies exchange as peer metadata. */
export interface WorkloadIdentity {
  cluster: string;
  namespace: string;
  /** Owner name, for instance `reviews-v1`. */
  workload: string;
  /** Label `app`. */
  app: string;
  /** Label `version`; empty when the workload has none. */
  version: string;
  /** Istio's canonical service: labels canonical-name, app.kubernetes.io/name, app, else the workload's name. */
  canonicalService: string;
  /** Canonical revision, `latest` when the workload has no version. */
  canonicalRevision: string;
  /** SPIFFE id without certificate proof; `unknown` when the workload has no service account. */
  principal: string;
  labels: Readonly<Record<string, string>>;
}

/** The cluster name where none is given. */
export const DEFAULT_CLUSTER = 'default';
/** The namespace where none is given. */
export const DEFAULT_NAMESPACE = 'default';
/** The suffix of service hosts, `<name>.<namespace>.svc.cluster.local`. */
export const CLUSTER_DOMAIN = 'svc.cluster.local';

/** The fully qualified host of a service. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.${CLUSTER_DOMAIN}`;
}
