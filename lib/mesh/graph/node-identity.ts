import { DEFAULT_CLUSTER } from '../identity/workload-identity';
import { isKnown, type SeriesLabels, UNKNOWN } from '../metrics/series-labels';
import type { GraphType, NodeKind } from './graph';
import { formatSubject, type Subject } from './node-id';

/** One end of a series: who called, or who was called and who answered. */
export interface TrafficEnd {
  cluster: string;
  /** Namespace of the workload. */
  namespace: string;
  workload: string;
  app: string;
  version: string;
  /** Empty for sources. */
  serviceNamespace: string;
  service: string;
}

/** Which node an end is. */
export interface NodeIdentity {
  id: string;
  kind: NodeKind;
  namespace: string;
  name: string;
  cluster: string;
  app: string;
  version: string;
  workload: string;
}

/** The name Istio gives to traffic that matched nothing, by outbound policy. */
export const UNMATCHED_SERVICES: ReadonlySet<string> = new Set(['PassthroughCluster', 'BlackHoleCluster']);

/** A version worth a node of its own: Istio's `latest` stands for none. */
export function isVersion(version: string): boolean {
  return isKnown(version) && version !== 'latest';
}

/** The calling end of a series. */
export function sourceEnd(labels: SeriesLabels): TrafficEnd {
  return {
    cluster: clusterOf(labels.source_cluster, labels.destination_cluster),
    namespace: labels.source_workload_namespace,
    workload: labels.source_workload,
    app: labels.source_canonical_service,
    version: labels.source_canonical_revision,
    serviceNamespace: '',
    service: '',
  };
}

/** The called end of a series. */
export function destinationEnd(labels: SeriesLabels): TrafficEnd {
  return {
    cluster: clusterOf(labels.destination_cluster, labels.source_cluster),
    namespace: labels.destination_workload_namespace,
    workload: labels.destination_workload,
    app: labels.destination_canonical_service,
    version: labels.destination_canonical_revision,
    serviceNamespace: serviceNamespaceOf(labels),
    service: labels.destination_service_name === '' ? UNKNOWN : labels.destination_service_name,
  };
}

/** The node an end belongs to, by Kiali's order of identities; undefined when its labels name nothing. */
export function identifyNode(type: GraphType, end: TrafficEnd): NodeIdentity | undefined {
  const namespace = isKnown(end.namespace) ? end.namespace : end.serviceNamespace;
  const isNameless = !isKnown(end.workload) && !isKnown(end.app);
  if (isNameless && !isKnown(end.service)) {
    if (end.service === '' && !isKnown(namespace)) return unknownSource();
    return end.service === '' ? undefined : serviceIdentity(namespace, UNKNOWN, end.cluster);
  }
  if (isNameless) return serviceIdentity(namespace, end.service, end.cluster);
  const isApp = type !== 'workload' && type !== 'service' && isKnown(end.app);
  return isApp ? appIdentity(type, end, namespace) : workloadIdentity(end, namespace);
}

/** The node of the service that was asked for; undefined when it has no name or is a catch-all. */
export function identifyService(end: TrafficEnd): NodeIdentity | undefined {
  if (!isKnown(end.service) || UNMATCHED_SERVICES.has(end.service)) return undefined;
  const namespace = isKnown(end.serviceNamespace) ? end.serviceNamespace : end.namespace;
  return serviceIdentity(namespace, end.service, end.cluster);
}

/** The node of what was asked of a service; undefined where nobody knows what it was. */
export function identifyOperation(end: TrafficEnd, operation: string): NodeIdentity | undefined {
  const service = isKnown(operation) ? identifyService(end) : undefined;
  if (service === undefined) return undefined;
  const { namespace, name, cluster } = service;
  const id = formatSubject({ kind: 'operation', namespace, name, operation, cluster });
  // The service goes by `app`: that is what the node belongs to and what it is judged as.
  return { ...service, id, kind: 'operation', name: operation, app: name };
}

/** The node of a service. */
export function serviceIdentity(namespace: string, name: string, cluster: string): NodeIdentity {
  const known = isKnown(namespace) ? namespace : UNKNOWN;
  return identity({ kind: 'service', namespace: known, name, cluster }, '', '', '');
}

function unknownSource(): NodeIdentity {
  const subject = { kind: 'unknown', namespace: UNKNOWN, name: UNKNOWN, cluster: DEFAULT_CLUSTER } as const;
  return identity(subject, '', '', '');
}

function appIdentity(type: GraphType, end: TrafficEnd, namespace: string): NodeIdentity {
  const subject = { kind: 'app', namespace, name: end.app, cluster: end.cluster } as const;
  if (type !== 'versionedApp') return identity(subject, end.app, '', '');
  const version = isVersion(end.version) ? end.version : '';
  const workload = isKnown(end.workload) ? end.workload : '';
  return identity(version === '' ? subject : { ...subject, version }, end.app, version, workload);
}

function workloadIdentity(end: TrafficEnd, namespace: string): NodeIdentity {
  const name = isKnown(end.workload) ? end.workload : end.app;
  const app = isKnown(end.app) ? end.app : '';
  const version = isVersion(end.version) ? end.version : '';
  return identity({ kind: 'workload', namespace, name, cluster: end.cluster }, app, version, name);
}

function identity(
  subject: Subject & { kind: NodeKind },
  app: string,
  version: string,
  workload: string,
): NodeIdentity {
  const { kind, namespace, name, cluster } = subject;
  return { id: formatSubject(subject), kind, namespace, name, cluster, app, version, workload };
}

/** Istio's proxies do not say the namespace of a service nobody answered for; its host does. */
function serviceNamespaceOf(labels: SeriesLabels): string {
  const { destination_service_namespace: namespace, destination_service: host } = labels;
  if (isKnown(namespace) || !host.includes('.svc.')) return namespace;
  return host.split('.')[1] ?? namespace;
}

/** A proxy that learnt no cluster of its peer means its own. */
function clusterOf(cluster: string, peer: string): string {
  if (isKnown(cluster)) return cluster;
  return isKnown(peer) ? peer : DEFAULT_CLUSTER;
}
