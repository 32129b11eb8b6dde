/** The parts of Kubernetes' object metadata that mean something here. */
export interface ResourceMetadata {
  name: string;
  /** Empty for cluster-scoped kinds and where the YAML names none. */
  namespace: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  /** Epoch milliseconds; undefined where the YAML has none. Decides precedence: the oldest wins. */
  creationTimestamp?: number;
  generation?: number;
}

/** Where in a text something stands; lines and columns count from 1. */
export interface TextPosition {
  line: number;
  column: number;
}

/** One object of a configuration: parsed, not yet judged. `spec` keeps every field, known or not. */
export interface ConfigResource<Spec = unknown> {
  apiVersion: string;
  /** `networking.istio.io`; empty for Kubernetes' core kinds. */
  group: string;
  /** `v1`, `v1beta1`, `v1alpha3`. */
  version: string;
  kind: string;
  metadata: ResourceMetadata;
  spec: Spec;
  /** The whole object as written, for kinds without `spec` (Secret, ConfigMap) and for unknown fields. */
  raw: Readonly<Record<string, unknown>>;
  origin: ResourceOrigin;
}

/** Where an object came from; finds the place of any field of it. */
export interface ResourceOrigin {
  /** File name, `-` for standard input, empty for an object that never was text. */
  file: string;
  /** Order of reading, the last tie-breaker of precedence. */
  index: number;
  /** The place of `path` (`spec.http[0].route[1]`), or of its nearest ancestor that is written; undefined without a text. */
  locate(path: string): TextPosition | undefined;
}

/** The name of an object in a finding. */
export interface ResourceReference {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
}

/** `Kind namespace/name`, as istioctl writes it. */
export function describeResource(resource: ConfigResource): string {
  const { namespace, name } = resource.metadata;
  return namespace === '' ? `${resource.kind} ${name}` : `${resource.kind} ${namespace}/${name}`;
}

/** The reference of an object. */
export function referenceOf(resource: ConfigResource): ResourceReference {
  const { namespace, name } = resource.metadata;
  return { apiVersion: resource.apiVersion, kind: resource.kind, namespace, name };
}
