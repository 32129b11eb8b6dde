import type { ConfigKindName } from '../config/kinds';
import type { AuthorizationPolicySpec } from '../config/kinds/security';
import type { MeshSettings } from '../config/mesh-settings';
import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import { hasSelector, type PolicyWorkload, selectsLabels, type WorkloadSelector } from './selects-workload';

/** The label by which a workload is the gateway of a Gateway API object. */
const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';
const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** What policies that choose workloads have in common. */
interface TargetedSpec {
  readonly selector?: WorkloadSelector;
  readonly targetRef?: TargetRef;
  readonly targetRefs?: readonly TargetRef[];
}

type TargetRef = NonNullable<AuthorizationPolicySpec['targetRef']>;

/**
 * The policies of a kind that are for a workload: those of the root namespace and of its own, in order of precedence.
 * A target reference is for the gateway it names, a selector for workloads that are no Gateway API gateway.
 */
export function policiesFor(
  kind: ConfigKindName,
  resources: ResourceSet,
  { rootNamespace }: Pick<MeshSettings, 'rootNamespace'>,
  workload: PolicyWorkload,
): readonly ConfigResource[] {
  return resources.list(kind).filter((policy) => {
    const { namespace } = policy.metadata;
    if (namespace !== rootNamespace && namespace !== workload.namespace) return false;
    return isFor(policy, workload);
  });
}

function isFor(policy: ConfigResource, workload: PolicyWorkload): boolean {
  const { selector, targetRef, targetRefs } = (policy.spec ?? {}) as TargetedSpec;
  const targets =
    targetRefs !== undefined && targetRefs.length > 0 ? targetRefs : targetRef ? [targetRef] : [];
  const gateway = Object.hasOwn(workload.labels, GATEWAY_LABEL) ? workload.labels[GATEWAY_LABEL] : undefined;
  if (targets.length > 0) {
    return (
      policy.metadata.namespace === workload.namespace &&
      targets.some(
        ({ group, kind, name }) => group === GATEWAY_GROUP && kind === 'Gateway' && name === gateway,
      )
    );
  }
  if (gateway !== undefined && hasSelector(selector)) return false;
  return selectsLabels(selector, workload.labels);
}
