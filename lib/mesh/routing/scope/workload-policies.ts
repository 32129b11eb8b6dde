import { kindOf } from '../../config/kinds';
import type { ConfigResource } from '../../config/resource';
import { isSubset } from '../services/workload-instance';
import { WORKLOAD_KINDS } from './scope-kinds';
import type { ScopeViewer } from './scope-viewer';

interface Targeted {
  selector?: { matchLabels?: Readonly<Record<string, string>> };
  workloadSelector?: {
    labels?: Readonly<Record<string, string>>;
    matchLabels?: Readonly<Record<string, string>>;
  };
  targetRef?: unknown;
  targetRefs?: readonly unknown[];
}

/** Policies by the namespace they are in, so that a workload looks at its own and the mesh's only. */
export function indexPolicies(resources: readonly ConfigResource[]): ReadonlyMap<string, ConfigResource[]> {
  const index = new Map<string, ConfigResource[]>();
  for (const resource of resources) {
    const kind = kindOf(resource);
    if (kind === undefined || !WORKLOAD_KINDS.has(kind)) continue;
    const { namespace } = resource.metadata;
    const list = index.get(namespace);
    if (list === undefined) index.set(namespace, [resource]);
    else list.push(resource);
  }
  return index;
}

/** The policies that a workload obeys: of its namespace and of the mesh, as far as they select it. */
export function policiesOf(
  index: ReadonlyMap<string, readonly ConfigResource[]>,
  viewer: ScopeViewer,
  rootNamespace: string,
): ConfigResource[] {
  const places = new Set([viewer.namespace, rootNamespace]);
  return [...places].flatMap((place) => (index.get(place) ?? []).filter((policy) => selects(policy, viewer)));
}

function selects({ spec }: ConfigResource, { kind, labels }: ScopeViewer): boolean {
  const { selector, workloadSelector, targetRef, targetRefs = [] } = (spec ?? {}) as Targeted;
  // What is attached to a Gateway is not for sidecars.
  const isAttached = (targetRef ?? undefined) !== undefined || targetRefs.length > 0;
  if (isAttached) return kind === 'gateway';
  const wanted = selector?.matchLabels ?? workloadSelector?.labels ?? workloadSelector?.matchLabels ?? {};
  return isSubset(wanted, labels);
}
