import { formatLabels } from '../index/label-index';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';
import { policyLabels } from './policy-labels';

export const noWorkload: Rule = {
  name: 'security/no-workload',
  codes: ['KIA0004'],
  severity: 'warning',
  inputs: ['PeerAuthentication', 'RequestAuthentication', ...WORKLOAD_KINDS],
  why: 'The policy protects nothing: its workloads go by the rules of their namespace.',
  docs: 'https://istio.io/latest/docs/reference/config/type/workload-selector/',
  check(snapshot, report) {
    const { select } = snapshot.use(workloads);
    for (const resource of [
      ...snapshot.list('PeerAuthentication'),
      ...snapshot.list('RequestAuthentication'),
    ]) {
      const labels = policyLabels(resource);
      const namespace = namespaceOf(resource);
      // A RequestAuthentication of the root namespace is for the whole mesh; a PeerAuthentication with a selector never is.
      const isMeshWide =
        namespace === snapshot.facts.rootNamespace && resource.kind === 'RequestAuthentication';
      if (labels === undefined || select(labels, isMeshWide ? undefined : namespace).length > 0) continue;
      report(resource, {
        path: 'spec.selector.matchLabels',
        message: `No workload of ${isMeshWide ? 'the mesh' : `namespace ${namespace}`} has the labels ${formatLabels(labels)} that ${resource.metadata.name} selects`,
      });
    }
  },
};
