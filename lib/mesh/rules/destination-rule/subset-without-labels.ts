import { DESTINATION_RULE_SCHEMA } from '../../config/kinds/destination-rule';
import { isEmpty } from '../index/label-index';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const subsetWithoutLabels: Rule = {
  name: 'destination-rule/subset-without-labels',
  codes: ['KIA0209'],
  severity: 'warning',
  inputs: ['DestinationRule', ...WORKLOAD_KINDS],
  why: 'A subset without labels is the whole service under another name: it separates nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
  check(snapshot, report) {
    const { select } = snapshot.use(workloads);
    for (const resource of snapshot.list('DestinationRule')) {
      const { subsets = [] } = readSpec(resource, DESTINATION_RULE_SCHEMA);
      const hasMatching = subsets.some(
        ({ labels }) => !isEmpty(labels) && select(labels ?? {}, namespaceOf(resource)).length > 0,
      );
      for (const [index, { name, labels }] of subsets.entries()) {
        if (!isEmpty(labels)) continue;
        report(resource, {
          path: `spec.subsets[${index}]`,
          severity: hasMatching ? 'info' : 'warning',
          message: `Subset "${name}" of ${resource.metadata.name} has no labels`,
        });
      }
    }
  },
};
