import { formatLabels } from '../index/label-index';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';
import { telemetryLabels } from './labels';

export const noWorkload: Rule = {
  name: 'telemetry/no-workload',
  codes: ['IST0101'],
  severity: 'error',
  inputs: ['Telemetry', ...WORKLOAD_KINDS],
  why: 'Nothing is measured, logged or traced as the Telemetry says.',
  docs: 'https://istio.io/latest/docs/reference/config/telemetry/',
  check(snapshot, report) {
    const { select } = snapshot.use(workloads);
    for (const resource of snapshot.list('Telemetry')) {
      const labels = telemetryLabels(resource);
      if (labels === undefined || select(labels, namespaceOf(resource)).length > 0) continue;
      report(resource, {
        path: 'spec.selector',
        message: `No workload of namespace ${namespaceOf(resource)} has the labels ${formatLabels(labels)} that ${resource.metadata.name} selects`,
      });
    }
  },
};
