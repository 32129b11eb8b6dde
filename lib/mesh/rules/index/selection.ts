import { SIDECAR_SCHEMA } from '../../config/kinds/sidecar';
import type { ConfigResource } from '../../config/resource';
import { nameSome } from '../name-some';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Report } from '../rule';
import type { Snapshot } from '../snapshot';
import { isEmpty, type Labels } from './label-index';
import { type Workload, workloads } from './workloads';

/** The labels a Sidecar asks for; undefined for the one of the whole namespace. */
export function sidecarLabels(resource: ConfigResource): Labels | undefined {
  const { workloadSelector } = readSpec(resource, SIDECAR_SCHEMA);
  return isEmpty(workloadSelector?.labels) ? undefined : workloadSelector?.labels;
}

/** By workload, the Sidecars that select it by its labels. */
export function selectedBySidecars(snapshot: Snapshot): ReadonlyMap<Workload, readonly ConfigResource[]> {
  return selectedBy(snapshot, snapshot.list('Sidecar'), sidecarLabels);
}

/** By workload, the objects that select it by its labels in their own namespace. */
export function selectedBy(
  snapshot: Snapshot,
  resources: readonly ConfigResource[],
  labelsOf: (resource: ConfigResource) => Labels | undefined,
): ReadonlyMap<Workload, readonly ConfigResource[]> {
  const selected = new Map<Workload, ConfigResource[]>();
  const { select } = snapshot.use(workloads);
  for (const resource of resources) {
    const labels = labelsOf(resource);
    if (labels === undefined) continue;
    for (const workload of select(labels, namespaceOf(resource))) {
      selected.set(workload, [...(selected.get(workload) ?? []), resource]);
    }
  }
  return selected;
}

/** Reports each of several objects that select the same workload, with the others. */
export function reportOverlaps(
  selected: ReadonlyMap<Workload, readonly ConfigResource[]>,
  report: Report,
): void {
  for (const [workload, list] of selected) {
    if (list.length < 2) continue;
    for (const resource of list) {
      const others = list.filter((other) => other !== resource);
      report(resource, {
        path: 'spec.selector',
        message: `${resource.metadata.name} and ${nameSome(others.map(({ metadata }) => metadata.name))} both select ${workload.kind} ${workload.namespace}/${workload.name}`,
        related: others,
      });
    }
  }
}

/** Objects by namespace, where more than one of a namespace has no selector. */
export function severalDefaults(
  resources: readonly ConfigResource[],
  labelsOf: (resource: ConfigResource) => Labels | undefined,
): (readonly ConfigResource[])[] {
  const byNamespace = new Map<string, ConfigResource[]>();
  for (const resource of resources) {
    if (labelsOf(resource) !== undefined) continue;
    const namespace = namespaceOf(resource);
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), resource]);
  }
  return [...byNamespace.values()].filter((list) => list.length > 1);
}
