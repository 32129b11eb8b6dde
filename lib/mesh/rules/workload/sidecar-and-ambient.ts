import { hasSidecarContainer, type MeshWorkload, meshWorkloads } from '../ambient/workload-view';
import { NAMESPACE_KINDS } from '../index/namespaces';
import { WORKLOAD_KINDS } from '../index/workloads';
import type { Rule } from '../rule';

const INJECT = 'sidecar.istio.io/inject';

/** What people write for yes. */
const YES: ReadonlySet<string | undefined> = new Set(['true', 'enabled']);

export const sidecarAndAmbient: Rule = {
  name: 'workload/sidecar-and-ambient',
  codes: ['KIA1311', 'KIA1314', 'KIA1315'],
  severity: 'error',
  inputs: [...WORKLOAD_KINDS, ...NAMESPACE_KINDS],
  why: 'Traffic is captured twice or not at all: a Pod belongs to one data plane.',
  docs: 'https://istio.io/latest/docs/ambient/usage/add-workloads/',
  check(snapshot, report) {
    for (const view of snapshot.use(meshWorkloads)) {
      const codes = codesFor(view);
      const { resource, kind, name } = view.workload;
      if (codes.length === 0 || resource === undefined) continue;
      report(resource, {
        path: kind === 'Pod' ? 'metadata.labels' : 'spec.template.metadata.labels',
        codes,
        message: `${kind} ${name} is told to have a sidecar and to be in ambient mode: choose one`,
      });
    }
  },
};

function codesFor({ labels, pods }: MeshWorkload): string[] {
  const isLabelled = labels['istio.io/dataplane-mode'] === 'ambient';
  const wantsSidecar = YES.has(labels[INJECT]);
  const isRedirected = pods.some(
    (pod) => YES.has(pod.labels[INJECT]) && pod.annotations['ambient.istio.io/redirection'] === 'enabled',
  );
  return [
    ...(wantsSidecar && isLabelled ? ['KIA1311'] : []),
    ...(isRedirected ? ['KIA1314'] : []),
    ...(isLabelled && pods.some(hasSidecarContainer) ? ['KIA1315'] : []),
  ];
}
