import { SIDECAR_SCHEMA } from '../../config/kinds/sidecar';
import { isEmpty } from '../index/label-index';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const rootSelector: Rule = {
  name: 'sidecar/root-selector',
  codes: ['KIA1006'],
  severity: 'warning',
  inputs: ['Sidecar'],
  why: 'The Sidecar of the root namespace is the default of every namespace; one with a selector is none.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/sidecar/',
  check(snapshot, report) {
    for (const resource of snapshot.list('Sidecar')) {
      const { workloadSelector } = readSpec(resource, SIDECAR_SCHEMA);
      if (namespaceOf(resource) !== snapshot.facts.rootNamespace || isEmpty(workloadSelector?.labels))
        continue;
      report(resource, {
        path: 'spec.workloadSelector',
        message: `${resource.metadata.name} of the root namespace ${snapshot.facts.rootNamespace} has a selector and is no default for the mesh`,
      });
    }
  },
};
