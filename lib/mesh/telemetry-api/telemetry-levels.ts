import { policiesFor } from '../access/authorization-policies';
import { hasSelector, type PolicyWorkload, type WorkloadSelector } from '../access/selects-workload';
import type { MeshSettings } from '../config/mesh-settings';
import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';

/** The Telemetry resources of a workload, the widest first: mesh, namespace, workload; at most one of each. */
export function telemetryLevels(
  resources: ResourceSet,
  settings: Pick<MeshSettings, 'rootNamespace'>,
  workload: PolicyWorkload,
): readonly ConfigResource[] {
  const { rootNamespace } = settings;
  // Oldest first: of several at one level the first counts.
  const all = policiesFor('Telemetry', resources, settings, workload);
  const find = (namespace: string, isOwn: boolean) =>
    all.find((one) => one.metadata.namespace === namespace && isForWorkload(one) === isOwn);
  const levels = [
    find(rootNamespace, false),
    workload.namespace === rootNamespace ? undefined : find(workload.namespace, false),
    find(workload.namespace, true),
  ];
  return levels.filter((level) => level !== undefined);
}

function isForWorkload({ spec }: ConfigResource): boolean {
  const { selector, targetRef, targetRefs } = (spec ?? {}) as {
    selector?: WorkloadSelector;
    targetRef?: object;
    targetRefs?: readonly object[];
  };
  return hasSelector(selector) || targetRef !== undefined || (targetRefs?.length ?? 0) > 0;
}
