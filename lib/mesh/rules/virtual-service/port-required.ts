import { resolveHost } from '../../config/host-name';
import { HOST_KINDS, hosts } from '../index/hosts';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';
import { routeTargets } from './destinations';

export const portRequired: Rule = {
  name: 'virtual-service/port-required',
  codes: ['IST0112'],
  severity: 'error',
  inputs: ['VirtualService', ...HOST_KINDS],
  why: 'With several ports to choose from Istio takes the port of the request, which the service may not have.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination',
  check(snapshot, report) {
    const { find } = snapshot.use(hosts);
    for (const resource of snapshot.list('VirtualService')) {
      const namespace = namespaceOf(resource);
      for (const { path, destination } of routeTargets(resource)) {
        const { host = '', port } = destination;
        const service = find(resolveHost(host, namespace, `svc.${snapshot.facts.clusterDomain}`), namespace);
        if (service === undefined || service.ports.length < 2 || port?.number) continue;
        report(resource, {
          path,
          message: `${resource.metadata.name} must say which port of "${host}" it means: ${service.ports.map(({ number }) => number).join(', ')}`,
          related: service.resource === undefined ? [] : [service.resource],
        });
      }
    }
  },
};
