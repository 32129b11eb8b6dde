import type { ConfigKindName } from './kinds';

/** Kinds that tell what runs: here the agents themselves tell it. */
const RUNNING: readonly string[] = [
  'Pod',
  'Node',
  'Endpoints',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
];

/** Kinds that set up a cluster's own machinery. */
const MACHINERY: readonly string[] = [
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];

/** Why objects of a kind are not kept; undefined for those that are. */
export function whyNotKept(kind: ConfigKindName): string | undefined {
  if (RUNNING.includes(kind)) return `Meshscope does not run workloads: a ${kind} is not kept`;
  if (MACHINERY.includes(kind)) return `A ${kind} has no meaning outside a cluster and is not kept`;
  return undefined;
}

const CLUSTER_SCOPED: readonly string[] = ['Namespace', 'Node', 'GatewayClass', ...MACHINERY];

/** Whether objects of a kind live in no namespace. */
export function isClusterScoped(kind: ConfigKindName): boolean {
  return CLUSTER_SCOPED.includes(kind);
}
