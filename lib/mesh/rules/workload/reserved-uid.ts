import { isControlPlane } from '../index/in-mesh';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import type { PodSpec } from '../read/kubernetes-kinds';
import type { Rule } from '../rule';

/** The user that Istio's redirection takes for the proxy itself. */
const PROXY_UID = 1337;

export const reservedUid: Rule = {
  name: 'workload/reserved-uid',
  codes: ['IST0144'],
  severity: 'warning',
  inputs: [...WORKLOAD_KINDS],
  why: "Traffic of user 1337 passes as the proxy's own and bypasses it: no mutual TLS, no policy, no telemetry.",
  docs: 'https://istio.io/latest/docs/ops/deployment/application-requirements/#pod-requirements',
  check(snapshot, report) {
    const { owners, pods } = snapshot.use(workloads);
    for (const { resource, spec, kind, name, labels } of new Set([...owners, ...pods])) {
      if (resource === undefined || isControlPlane(labels) || isControlPlane(resource.metadata.labels))
        continue;
      const path = findReserved(spec);
      if (path === undefined) continue;
      const base = kind === 'Pod' ? 'spec' : 'spec.template.spec';
      report(resource, {
        path: `${base}.${path}`,
        message: `${kind} ${name} runs as user ${PROXY_UID}, which belongs to the proxy`,
      });
    }
  },
};

function findReserved({ securityContext, containers = [] }: PodSpec): string | undefined {
  if (securityContext?.runAsUser === PROXY_UID) return 'securityContext.runAsUser';
  const index = containers.findIndex(
    ({ name, securityContext: own }) =>
      name !== 'istio-proxy' && name !== 'istio-operator' && own?.runAsUser === PROXY_UID,
  );
  return index < 0 ? undefined : `containers[${index}].securityContext.runAsUser`;
}
