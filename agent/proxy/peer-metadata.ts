import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import { decodeStruct, encodeStruct, type StructFields } from './protobuf-struct';

const CANONICAL_NAME = 'service.istio.io/canonical-name';
const CANONICAL_REVISION = 'service.istio.io/canonical-revision';

/** The value of x-envoy-peer-metadata: base64 of a protobuf Struct with Istio's keys. */
export function encodePeerMetadata(identity: WorkloadIdentity, instance: string): string {
  return encodeStruct(composePeerStruct(identity, instance)).toString('base64');
}

/** What another proxy is told of a workload. */
export function composePeerStruct(identity: WorkloadIdentity, instance: string): StructFields {
  const labels: Record<string, string> = {
    ...identity.labels,
    app: identity.app,
    [CANONICAL_NAME]: identity.canonicalService,
    [CANONICAL_REVISION]: identity.canonicalRevision,
  };
  if (identity.version !== '') labels.version = identity.version;
  return {
    NAME: instance,
    NAMESPACE: identity.namespace,
    CLUSTER_ID: identity.cluster,
    WORKLOAD_NAME: identity.workload,
    OWNER: `kubernetes://apis/apps/v1/namespaces/${identity.namespace}/deployments/${identity.workload}`,
    LABELS: labels,
    // Not Istio's: without certificates this is the only word about the service account.
    ...(identity.principal === 'unknown' ? {} : { PRINCIPAL: identity.principal }),
  };
}

/** Reads what `encodePeerMetadata` or an Istio proxy wrote; undefined when it is neither. */
export function decodePeerMetadata(value: string): WorkloadIdentity | undefined {
  const fields = decodeStruct(Buffer.from(value, 'base64'));
  return fields === undefined ? undefined : readPeerStruct(fields);
}

/** The workload that another proxy speaks of; undefined when it names none. */
export function readPeerStruct(fields: StructFields): WorkloadIdentity | undefined {
  const workload = text(fields.WORKLOAD_NAME);
  if (workload === '') return undefined;
  const labels = readLabels(fields.LABELS);
  const app = labels.app ?? '';
  const version = labels.version ?? '';
  return {
    cluster: text(fields.CLUSTER_ID),
    namespace: text(fields.NAMESPACE),
    workload,
    app,
    version,
    canonicalService: labels[CANONICAL_NAME] ?? labels['app.kubernetes.io/name'] ?? labels.app ?? workload,
    canonicalRevision:
      labels[CANONICAL_REVISION] ??
      labels['app.kubernetes.io/version'] ??
      (version === '' ? 'latest' : version),
    principal: text(fields.PRINCIPAL) || 'unknown',
    labels,
  };
}

function text(value: string | StructFields | undefined): string {
  return typeof value === 'string' ? value : '';
}

function readLabels(value: string | StructFields | undefined): Record<string, string> {
  const labels: Record<string, string> = {};
  if (value === undefined || typeof value === 'string') return labels;
  for (const [key, label] of Object.entries(value)) if (typeof label === 'string') labels[key] = label;
  return labels;
}
