import { selectedBy } from '../index/selection';
import { WORKLOAD_KINDS } from '../index/workloads';
import type { Rule } from '../rule';
import { telemetryLabels } from './labels';

export const selectorOverlap: Rule = {
  name: 'telemetry/selector-overlap',
  codes: ['IST0159'],
  severity: 'error',
  inputs: ['Telemetry', ...WORKLOAD_KINDS],
  why: 'Of several Telemetries that select a workload the oldest wins and the others do nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/telemetry/',
  check(snapshot, report) {
    for (const [workload, list] of selectedBy(snapshot, snapshot.list('Telemetry'), telemetryLabels)) {
      if (list.length < 2) continue;
      for (const resource of list) {
        const others = list.filter((other) => other !== resource);
        report(resource, {
          path: 'spec.selector',
          message: `${resource.metadata.name} and ${others.map(({ metadata }) => metadata.name).join(', ')} both select ${workload.kind} ${workload.namespace}/${workload.name}`,
          related: others,
        });
      }
    }
  },
};
