import { findProxy } from '../index/in-mesh';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import type { Rule } from '../rule';

const INJECT = 'sidecar.istio.io/inject';

export const missingProxy: Rule = {
  name: 'workload/missing-proxy',
  codes: ['IST0103'],
  severity: 'warning',
  inputs: [...WORKLOAD_KINDS, ...NAMESPACE_KINDS],
  why: 'The Pod is outside the mesh: no mutual TLS, no routing, no telemetry. It was made before injection was on.',
  docs: 'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
  check(snapshot, report) {
    const { labelsOf } = snapshot.use(namespaces);
    for (const { resource, namespace, name, spec, labels, annotations } of snapshot.use(workloads).pods) {
      const own = labelsOf(namespace);
      const isOtherwise = own['istio.io/rev'] !== undefined || namespace === 'istio-system';
      if (resource === undefined || own['istio-injection'] !== 'enabled' || isOtherwise) continue;
      const isOptedOut =
        (labels[INJECT] ?? annotations[INJECT])?.toLowerCase() === 'false' || spec.hostNetwork === true;
      if (isOptedOut || findProxy(spec) !== undefined) continue;
      report(resource, {
        message: `Pod ${namespace}/${name} has no istio-proxy although its namespace is enabled for injection: restart it`,
      });
    }
  },
};
