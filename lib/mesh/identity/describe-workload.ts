import { DEFAULT_CLUSTER, DEFAULT_NAMESPACE, type WorkloadIdentity } from './workload-identity';

/** What a user says of a workload; everything but the name has Istio's default. */
export interface WorkloadDescription {
  name: string;
  namespace?: string;
  cluster?: string;
  version?: string;
  workload?: string;
  serviceAccount?: string;
  labels?: Readonly<Record<string, string>>;
}

/** Derives the whole identity: workload `<app>-<version>`, canonical names by Istio's precedence of labels. */
export function describeWorkload(description: WorkloadDescription): WorkloadIdentity {
  const namespace = description.namespace ?? DEFAULT_NAMESPACE;
  const version = description.version ?? description.labels?.version ?? '';
  const app = description.labels?.app ?? description.name;
  const labels: Record<string, string> = {
    ...description.labels,
    app,
    ...(version === '' ? {} : { version }),
  };
  const workload = description.workload ?? (version === '' ? app : `${app}-${version}`);
  const account = description.serviceAccount;
  return {
    cluster: description.cluster ?? DEFAULT_CLUSTER,
    namespace,
    workload,
    app,
    version,
    canonicalService:
      labels['service.istio.io/canonical-name'] ?? labels['app.kubernetes.io/name'] ?? labels.app ?? workload,
    canonicalRevision:
      labels['service.istio.io/canonical-revision'] ??
      labels['app.kubernetes.io/version'] ??
      (version === '' ? 'latest' : version),
    principal: account === undefined ? 'unknown' : `spiffe://cluster.local/ns/${namespace}/sa/${account}`,
    labels,
  };
}
