import type { ConfigResource } from '../../config/resource';
import { isAmbient, isInMesh } from '../index/in-mesh';
import { formatLabels } from '../index/label-index';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { namespaceOf } from '../read/read-spec';
import type { Problem, Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { hasTargets, policyLabels } from './policy-labels';

export const authorizationWithoutWorkloads: Rule = {
  name: 'security/authorization-without-workloads',
  codes: ['IST0127', 'KIA0004'],
  severity: 'warning',
  inputs: ['AuthorizationPolicy', ...WORKLOAD_KINDS, ...NAMESPACE_KINDS],
  why: 'Nobody enforces the policy: what it denies is allowed.',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/',
  check(snapshot, report) {
    snapshot.use(namespaces);
    for (const resource of snapshot.list('AuthorizationPolicy')) {
      const problem = hasTargets(resource) ? undefined : examine(snapshot, resource);
      if (problem !== undefined) report(resource, problem);
    }
  },
};

function examine(snapshot: Snapshot, resource: ConfigResource): Problem | undefined {
  const { select, running } = snapshot.use(workloads);
  const labels = policyLabels(resource);
  const namespace = namespaceOf(resource);
  const isMeshWide = namespace === snapshot.facts.rootNamespace;
  const where = isMeshWide ? 'the mesh' : `namespace ${namespace}`;
  const { name } = resource.metadata;
  if (labels === undefined) {
    const inMesh = running.some(
      (one) => one.namespace === namespace && (isInMesh(one, snapshot) || isAmbient(one, snapshot)),
    );
    if (isMeshWide || inMesh) return undefined;
    return {
      codes: ['IST0127'],
      message: `No workload of ${where} is in the mesh, so nothing enforces ${name}`,
    };
  }
  const selected = select(labels, isMeshWide ? undefined : namespace);
  const isEnforced = selected.some((one) => isInMesh(one, snapshot) || isAmbient(one, snapshot));
  if (isEnforced) return undefined;
  return {
    path: 'spec.selector.matchLabels',
    codes: selected.length === 0 ? ['IST0127', 'KIA0004'] : ['IST0127'],
    message:
      selected.length === 0
        ? `No workload of ${where} has the labels ${formatLabels(labels)} that ${name} selects`
        : `The workloads with the labels ${formatLabels(labels)} are not in the mesh, so nothing enforces ${name}`,
  };
}
