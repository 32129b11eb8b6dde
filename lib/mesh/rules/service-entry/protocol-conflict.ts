import type { ConfigResource } from '../../config/resource';
import { NAMESPACE_KINDS } from '../index/namespaces';
import { scopesMeet } from '../index/visibility';
import { nameSome } from '../name-some';
import type { Rule } from '../rule';
import { sharedPorts } from './ports';

export const protocolConflict: Rule = {
  name: 'service-entry/protocol-conflict',
  codes: ['IST0177', 'KIA1212'],
  severity: 'warning',
  inputs: ['ServiceEntry', 'Sidecar', ...NAMESPACE_KINDS],
  why: 'A listener speaks one protocol: requests of the other are misread or refused.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/service-entry/',
  check(snapshot, report) {
    const said = new Set<ConfigResource>();
    for (const list of snapshot.use(sharedPorts)) {
      const protocols = [...new Set(list.map(({ protocol }) => protocol))];
      if (protocols.length < 2) continue;
      for (const port of list) {
        const { resource, index, host, number } = port;
        const others = list.filter((other) => other.resource !== resource);
        const clashing = others.filter((other) => other.protocol !== port.protocol);
        const isShared = clashing.some((other) => scopesMeet(other.scopes, port.scopes));
        report(resource, {
          path: `spec.ports[${index}]`,
          // istioctl names an entry once, Kiali each of its ports.
          codes: isShared && !said.has(resource) ? ['IST0177', 'KIA1212'] : ['KIA1212'],
          message: `${resource.metadata.name} and ${nameSome(others.map((other) => other.resource.metadata.name))} define host ${host} and port ${number} with different protocols: ${protocols.join(', ')}`,
          related: others.map((other) => other.resource),
        });
        if (isShared) said.add(resource);
      }
    }
  },
};
