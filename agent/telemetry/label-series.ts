import { parseSpiffeId } from '../../lib/mesh/identity/spiffe-id';
import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import { type SeriesLabels, UNKNOWN } from '../../lib/mesh/metrics/series-labels';
import { INGEST_LIMITS } from '../../lib/protocol/ingest/limits';
import type { ServiceRef } from '../proxy/cluster/cluster-spec';
import type { Direction } from './exchange-record';
import type { WorkloadSelf } from './workload-self';

/** What of an exchange or a tunnel decides its labels. */
export interface LabelledTraffic {
  direction: Direction;
  authority: string;
  upstreamCluster: string;
  service: ServiceRef | undefined;
  peer: WorkloadIdentity | undefined;
  peerPrincipal: string | undefined;
  localPrincipal: string | undefined;
}

/** The labels that depend on how the traffic went. */
export interface Outcome {
  request_protocol: string;
  response_code: string;
  grpc_response_status: string;
  response_flags: string;
  request_operation: string;
}

const NAMELESS_CLUSTERS = new Set(['PassthroughCluster', 'BlackHoleCluster', 'InboundPassthroughCluster']);
const ADDRESS = /^(?:\d+\.\d+\.\d+\.\d+|\[.*\])$/;

/** Istio's labels for one kind of traffic seen by `self`; principals are what certificates proved, never what was said. */
export function labelSeries(traffic: LabelledTraffic, outcome: Outcome, self: WorkloadSelf): SeriesLabels {
  const isInbound = traffic.direction === 'inbound';
  const source = isInbound ? traffic.peer : self.identity;
  const destination = isInbound ? self.identity : traffic.peer;
  const service = destinationService(traffic, self);
  const { localPrincipal, peerPrincipal } = traffic;
  const isMutual = localPrincipal !== undefined && peerPrincipal !== undefined;
  // A proven namespace goes before the one that metadata tells.
  const provenNamespace = peerPrincipal === undefined ? undefined : parseSpiffeId(peerPrincipal)?.namespace;
  return {
    reporter: isInbound ? 'destination' : 'source',
    source_workload: text(source?.workload),
    source_canonical_service: text(source?.canonicalService),
    source_canonical_revision: text(source?.canonicalRevision, 'latest'),
    source_workload_namespace: text((isInbound ? provenNamespace : undefined) ?? source?.namespace),
    source_principal: text(isMutual ? (isInbound ? peerPrincipal : localPrincipal) : undefined),
    source_app: text(source?.app),
    source_version: text(source?.version),
    source_cluster: text(source?.cluster),
    destination_workload: text(destination?.workload),
    destination_workload_namespace: text(destination?.namespace),
    destination_principal: text(isMutual ? (isInbound ? localPrincipal : peerPrincipal) : undefined),
    destination_app: text(destination?.app),
    destination_version: text(destination?.version),
    destination_service: text(service.host),
    destination_canonical_service: text(destination?.canonicalService),
    destination_canonical_revision: text(destination?.canonicalRevision, 'latest'),
    destination_service_name: text(service.name),
    destination_service_namespace: text(service.namespace ?? destination?.namespace),
    destination_cluster: text(destination?.cluster),
    ...outcome,
    request_operation: text(outcome.request_operation, ''),
    connection_security_policy: isInbound ? (isMutual ? 'mutual_tls' : 'none') : UNKNOWN,
  };
}

interface NamedService {
  host: string;
  name: string;
  namespace: string | undefined;
}

/** Istio's order: the cluster's service, else the Host header; unmatched traffic is named after its cluster. */
function destinationService(traffic: LabelledTraffic, self: WorkloadSelf): NamedService {
  const service = traffic.service ?? (traffic.direction === 'inbound' ? self.service : undefined);
  if (service !== undefined) return service;
  const host = traffic.authority === '' ? fallbackHost(traffic.direction, self) : traffic.authority;
  if (NAMELESS_CLUSTERS.has(traffic.upstreamCluster)) {
    return { host, name: traffic.upstreamCluster, namespace: UNKNOWN };
  }
  return { host, name: firstLabel(host), namespace: traffic.direction === 'inbound' ? undefined : UNKNOWN };
}

function fallbackHost(direction: Direction, self: WorkloadSelf): string {
  return direction === 'inbound' ? self.identity.canonicalService : UNKNOWN;
}

function firstLabel(host: string): string {
  const name = host.replace(/:\d+$/, '');
  return ADDRESS.test(name) ? name : (name.split('.', 1)[0] ?? name);
}

function text(value: string | undefined, missing: string = UNKNOWN): string {
  if (value === undefined || value === '') return missing;
  return value.length > INGEST_LIMITS.labelLength ? value.slice(0, INGEST_LIMITS.labelLength) : value;
}
