import type { ConfigResource } from '../../config/resource';
import { isEmpty, type Labels } from '../index/label-index';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { POLICY_TARGETS, type PolicyTargets } from '../read/mesh-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';

/** What it takes to tell who is enrolled. */
export const ENROLLMENT_KINDS = ['Service', ...NAMESPACE_KINDS, ...WORKLOAD_KINDS] as const;

const LABEL = 'istio.io/use-waypoint';

/** Whether labels send traffic through a waypoint; `none` opts out. */
export function usesWaypoint(labels: Labels): boolean {
  return (labels[LABEL] || 'none') !== 'none';
}

/** The targets that a policy names, in either field. */
export function targetsOf({
  targetRef,
  targetRefs = [],
}: PolicyTargets): NonNullable<PolicyTargets['targetRefs']> {
  return targetRef === undefined ? targetRefs : [targetRef, ...targetRefs];
}

/** Whether everything that a policy is about goes through a waypoint; its own label tells, else its namespace's. */
export function isEnrolled(snapshot: Snapshot, policy: ConfigResource): boolean {
  const namespace = namespaceOf(policy);
  const spec = readSpec(policy, POLICY_TARGETS);
  const wide = snapshot.use(namespaces).labelsOf(namespace);
  const targets = targetsOf(spec);
  if (targets.length > 0) {
    return targets.some(
      ({ kind, name = '' }) => kind !== 'Service' || isServiceEnrolled(snapshot, namespace, name),
    );
  }
  const selected = isEmpty(spec.selector?.matchLabels)
    ? []
    : snapshot.use(workloads).select(spec.selector?.matchLabels ?? {}, namespace);
  if (selected.length === 0) return usesWaypoint(wide);
  return selected.every(({ labels, resource }) =>
    usesWaypoint({ ...wide, ...resource?.metadata.labels, ...labels }),
  );
}

/** Whether requests to a service go through a waypoint, by its own label or its namespace's. */
export function isServiceEnrolled(snapshot: Snapshot, namespace: string, name: string): boolean {
  const service = snapshot
    .list('Service')
    .find((one) => one.metadata.name === name && namespaceOf(one) === namespace);
  const own = service?.metadata.labels[LABEL];
  return usesWaypoint(own === undefined ? snapshot.use(namespaces).labelsOf(namespace) : { [LABEL]: own });
}

/** Policies of ambient namespaces, but the control plane's. */
export function ambientPolicies(snapshot: Snapshot, kind: PolicyKind): readonly ConfigResource[] {
  const { isAmbient } = snapshot.use(namespaces);
  return snapshot
    .list(kind)
    .filter(
      (resource) =>
        isAmbient(namespaceOf(resource)) && namespaceOf(resource) !== snapshot.facts.rootNamespace,
    );
}

export type PolicyKind = 'AuthorizationPolicy' | 'RequestAuthentication' | 'WasmPlugin' | 'Telemetry';
