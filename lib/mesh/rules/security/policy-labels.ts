import type { ConfigResource } from '../../config/resource';
import { isEmpty, type Labels } from '../index/label-index';
import { POLICY_TARGETS } from '../read/mesh-kinds';
import { readSpec } from '../read/read-spec';

/** The labels a policy selects workloads by; undefined for one of a whole namespace. */
export function policyLabels(resource: ConfigResource): Labels | undefined {
  const { selector } = readSpec(resource, POLICY_TARGETS);
  return isEmpty(selector?.matchLabels) ? undefined : selector?.matchLabels;
}

/** Whether a policy names what it is about. */
export function hasTargets(resource: ConfigResource): boolean {
  const { targetRef, targetRefs = [] } = readSpec(resource, POLICY_TARGETS);
  return targetRef !== undefined || targetRefs.length > 0;
}
