import type { DestinationRuleSpec, Subset } from '../../../config/kinds/destination-rule';
import { each, type FieldReport } from '../field-report';
import type { FieldSubject } from '../field-subject';
import { isDnsLabel, wildcardDomainProblem } from '../values/domain-name';
import { checkExportTo } from '../values/export-to';
import { checkLabels } from '../values/labels';
import { checkSelector } from '../values/targets';
import { checkTrafficPolicy } from './traffic-policy';

/** The field rules of a DestinationRule. */
export function checkDestinationRule(
  spec: DestinationRuleSpec,
  subject: FieldSubject,
  report: FieldReport,
): void {
  report.check('destination-rule/invalid-host', 'spec.host', wildcardDomainProblem(spec.host ?? ''));
  checkTrafficPolicy(spec.trafficPolicy, 'spec.trafficPolicy', subject, report);
  const names = new Set<string>();
  each(spec.subsets, 'spec.subsets', (subset, path) => {
    const { name = '' } = subset;
    if (names.has(name))
      report.error('destination-rule/duplicate-subset', `${path}.name`, `Subset "${name}" is defined twice`);
    names.add(name);
    checkSubset(subset, path, subject, report);
  });
  const isForWorkloads = spec.workloadSelector !== undefined;
  checkExportTo(spec.exportTo, { namespace: subject.namespace, isForWorkloads }, report);
  checkSelector(spec.workloadSelector, 'spec.workloadSelector', report);
}

function checkSubset(subset: Subset, path: string, subject: FieldSubject, report: FieldReport): void {
  const { name = '' } = subset;
  if (!isDnsLabel(name)) {
    report.error(
      'destination-rule/invalid-subset-name',
      `${path}.name`,
      name === ''
        ? 'The subset has no name'
        : `"${name}" cannot be the name of a subset: letters, digits and inner dashes, at most 63`,
    );
  }
  checkLabels(subset.labels, `${path}.labels`, report);
  checkTrafficPolicy(subset.trafficPolicy, `${path}.trafficPolicy`, subject, report);
}
