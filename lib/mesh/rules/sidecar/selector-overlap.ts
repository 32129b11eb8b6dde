import { selectedBySidecars } from '../index/selection';
import { WORKLOAD_KINDS } from '../index/workloads';
import { nameSome } from '../name-some';
import type { Rule } from '../rule';

export const selectorOverlap: Rule = {
  name: 'sidecar/selector-overlap',
  codes: ['IST0110', 'KIA0003'],
  severity: 'error',
  inputs: ['Sidecar', ...WORKLOAD_KINDS],
  why: 'A workload has one Sidecar: of several that select it the oldest wins and the others do nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/sidecar/#WorkloadSelector',
  check(snapshot, report) {
    for (const [workload, list] of snapshot.use(selectedBySidecars)) {
      if (list.length < 2) continue;
      for (const resource of list) {
        const others = list.filter((other) => other !== resource);
        report(resource, {
          path: 'spec.workloadSelector',
          message: `${resource.metadata.name} and ${nameSome(others.map(({ metadata }) => metadata.name))} both select ${workload.kind} ${workload.namespace}/${workload.name}`,
          related: others,
        });
      }
    }
  },
};
