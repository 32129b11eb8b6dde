import type { ConfigResource } from './resource';

const CLUSTER_SCOPED = new Set([
  'Namespace',
  'Node',
  'GatewayClass',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
]);

/** The object as `kubectl apply` would store it: one that names no namespace, and can have one, is in `default`. */
export function inDefaultNamespace(resource: ConfigResource): ConfigResource {
  const { metadata, kind } = resource;
  if (metadata.namespace !== '' || CLUSTER_SCOPED.has(kind)) return resource;
  return { ...resource, metadata: { ...metadata, namespace: 'default' } };
}
