import type { ConfigResource } from '../../config/resource';
import { hasLabels } from '../index/label-index';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { WORKLOAD_KINDS } from '../index/workloads';
import { nameSome } from '../name-some';
import { SERVICE_SPEC } from '../read/kubernetes-kinds';
import { POLICY_TARGETS } from '../read/mesh-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { targetsOf, usesWaypoint } from './enrollment';
import { isLayer7Authorization } from './layer7';
import { type MeshWorkload, meshWorkloads } from './workload-view';

export const authorizationWithoutWaypoint: Rule = {
  name: 'ambient/authorization-without-waypoint',
  codes: ['KIA1317'],
  severity: 'warning',
  inputs: ['AuthorizationPolicy', 'Service', ...WORKLOAD_KINDS, ...NAMESPACE_KINDS],
  why: 'ztunnel cannot read requests: it denies what the rules do not let it decide.',
  docs: 'https://istio.io/latest/docs/ambient/usage/l4-policy/',
  check(snapshot, report) {
    const services = snapshot.list('Service');
    const policies = snapshot.list('AuthorizationPolicy').filter(isLayer7Authorization);
    const { labelsOf } = snapshot.use(namespaces);
    for (const view of snapshot.use(meshWorkloads)) {
      const { resource, namespace, kind, name } = view.workload;
      const isServed = usesWaypoint(view.labels) || usesWaypoint(labelsOf(namespace));
      if (resource === undefined || !view.isAmbient || view.hasSidecar || isServed) continue;
      const applying = policies.filter((policy) => applies(snapshot, policy, view, services));
      if (applying.length === 0) continue;
      report(resource, {
        message: `${kind} ${name} has no waypoint to enforce ${nameSome(applying.map(({ metadata }) => metadata.name))}`,
        related: applying,
      });
    }
  },
};

function applies(
  { facts }: Snapshot,
  policy: ConfigResource,
  { workload, labels }: MeshWorkload,
  services: readonly ConfigResource[],
): boolean {
  const spec = readSpec(policy, POLICY_TARGETS);
  const namespace = namespaceOf(policy);
  if (namespace !== workload.namespace && namespace !== facts.rootNamespace) return false;
  const targets = targetsOf(spec);
  if (targets.length === 0) return hasLabels(labels, spec.selector?.matchLabels ?? {});
  return targets.some(({ kind, name }) => {
    const service = services.find((one) => one.metadata.name === name && namespaceOf(one) === namespace);
    const selector = service === undefined ? {} : (readSpec(service, SERVICE_SPEC).selector ?? {});
    return kind === 'Service' && Object.keys(selector).length > 0 && hasLabels(labels, selector);
  });
}
