import type { ConfigResource } from '../../config/resource';
import { type Workload, workloads } from '../index/workloads';
import { namespaceOf } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import { policyLabels } from './policy-labels';

/** The workloads that a policy is for by its namespace and selector: of the whole mesh in the root namespace. */
export function coveredWorkloads(snapshot: Snapshot, policy: ConfigResource): readonly Workload[] {
  const namespace = namespaceOf(policy);
  const isMeshWide = namespace === snapshot.facts.rootNamespace;
  return snapshot.use(workloads).select(policyLabels(policy) ?? {}, isMeshWide ? undefined : namespace);
}
