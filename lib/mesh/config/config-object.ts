import type { ConfigResource, ResourceReference } from './resource';

/** An object of the configuration as it travels: Kubernetes' JSON, nothing of where it was read. */
export interface ConfigObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Readonly<Record<string, string>>;
    annotations?: Readonly<Record<string, string>>;
    /** ISO 8601. */
    creationTimestamp?: string;
  };
  spec?: unknown;
  /** Kinds without `spec` (Secret) keep their fields here, beside the others. */
  [field: string]: unknown;
}

/** `group/kind/namespace/name`: one name for every version of an object. */
export function configKey({ apiVersion, kind, metadata }: ConfigObject): string {
  const slash = apiVersion.lastIndexOf('/');
  return `${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}

/** `configKey` of the object that a reference names. */
export function keyOfReference({ apiVersion, kind, namespace, name }: ResourceReference): string {
  return configKey({ apiVersion, kind, metadata: { namespace, name } });
}

/** The object of a resource, for the wire and for the store. */
export function toConfigObject(resource: ConfigResource): ConfigObject {
  const { name, namespace, labels, annotations, creationTimestamp } = resource.metadata;
  const { metadata: _, ...rest } = resource.raw;
  return {
    ...rest,
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    metadata: {
      name,
      ...(namespace === '' ? {} : { namespace }),
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      ...(creationTimestamp === undefined
        ? {}
        : { creationTimestamp: new Date(creationTimestamp).toISOString() }),
    },
  };
}
