import { GATEWAY_SCHEMA } from '../../config/kinds/gateway';
import { formatLabels, hasLabels, isEmpty } from '../index/label-index';
import { WORKLOAD_KINDS, type Workload, workloads } from '../index/workloads';
import { SERVICE_SPEC } from '../read/kubernetes-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const portNotOnService: Rule = {
  name: 'gateway/port-not-on-service',
  codes: ['IST0162'],
  severity: 'warning',
  inputs: ['Gateway', 'Service', ...WORKLOAD_KINDS],
  why: 'The proxy listens, but no Service leads to that port: nobody reaches it from outside.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Port',
  check(snapshot, report) {
    const { select } = snapshot.use(workloads);
    for (const resource of snapshot.list('Gateway')) {
      const { selector = {}, servers = [] } = readSpec(resource, GATEWAY_SCHEMA);
      const proxies = select(selector);
      if (proxies.length === 0) continue;
      const reachable = new Set(proxies.flatMap((proxy) => servicePorts(snapshot, proxy)));
      for (const [index, { port }] of servers.entries()) {
        if (port?.number === undefined || reachable.has(port.number)) continue;
        report(resource, {
          path: `spec.servers[${index}].port.number`,
          message: `${resource.metadata.name} listens at port ${port.number}, to which no Service of its proxies (${formatLabels(selector)}) leads`,
        });
      }
    }
  },
};

/** The ports of a proxy that the Services selecting it lead to, and the Services' own: Istio opens a server's port under either number. */
function servicePorts(snapshot: Snapshot, { namespace, labels }: Workload): number[] {
  return snapshot.list('Service').flatMap((service) => {
    const { selector, ports = [] } = readSpec(service, SERVICE_SPEC);
    if (namespaceOf(service) !== namespace || isEmpty(selector) || !hasLabels(labels, selector ?? {}))
      return [];
    return ports
      .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
      .flatMap(({ port = 0, targetPort }) => (Number(targetPort) > 0 ? [Number(targetPort), port] : [port]));
  });
}
