import { resolveHost } from '../../config/host-name';
import { HOST_KINDS, hosts } from '../index/hosts';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';
import { routeTargets } from './destinations';

export const portNotFound: Rule = {
  name: 'virtual-service/port-not-found',
  codes: ['IST0101'],
  severity: 'error',
  inputs: ['VirtualService', ...HOST_KINDS],
  why: 'Istio has no cluster for a port that the service does not have: requests are answered with 503 NC.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#PortSelector',
  check(snapshot, report) {
    const { find } = snapshot.use(hosts);
    for (const resource of snapshot.list('VirtualService')) {
      const namespace = namespaceOf(resource);
      for (const { path, destination } of routeTargets(resource)) {
        const { host = '', port } = destination;
        const service = find(resolveHost(host, namespace, `svc.${snapshot.facts.clusterDomain}`), namespace);
        if (service === undefined || port?.number === undefined) continue;
        const numbers = service.ports.map(({ number }) => number);
        if (numbers.includes(port.number)) continue;
        const [only] = numbers;
        report(resource, {
          path: `${path}.port.number`,
          message: `${resource.metadata.name} sends to port ${port.number} of "${host}", which has ${numbers.length === 0 ? 'no ports' : `only ${numbers.join(', ')}`}`,
          related: service.resource === undefined ? [] : [service.resource],
          fix:
            numbers.length === 1 && only !== undefined
              ? { title: `Use port ${only}`, edits: [{ path: `${path}.port.number`, value: only }] }
              : undefined,
        });
      }
    }
  },
};
