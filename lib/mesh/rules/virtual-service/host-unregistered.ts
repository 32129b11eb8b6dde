import { isWildcardHost } from '../../config/host-name';
import { completeHost, HOST_KINDS, hosts } from '../index/hosts';
import { VIRTUAL_SERVICE_KINDS, virtualServices } from '../index/virtual-services';
import type { Rule } from '../rule';
import { routeTargets } from './destinations';

/** Where sidecars take requests for hosts that nobody knows, by their name. */
const HTTP_PORT = 80;

export const hostUnregistered: Rule = {
  name: 'virtual-service/host-unregistered',
  codes: [],
  severity: 'info',
  inputs: [...VIRTUAL_SERVICE_KINDS, ...HOST_KINDS],
  why: 'Sidecars open ports for what the registry knows; the rules of a host nobody knows hold on port 80 alone.',
  docs: 'https://istio.io/latest/docs/concepts/traffic-management/#the-hosts-field',
  check(snapshot, report) {
    const { find } = snapshot.use(hosts);
    for (const { resource, namespace, spec, gateways, hosts: names } of snapshot.use(virtualServices)) {
      if (!gateways.has('mesh')) continue;
      const targets = new Set(
        routeTargets(resource).map(({ destination }) =>
          completeHost(destination.host ?? '', namespace, snapshot),
        ),
      );
      for (const [index, host] of names.entries()) {
        // Where requests are sent to the very same name, that is the trouble.
        if (isWildcardHost(host) || targets.has(host) || find(host, namespace) !== undefined) continue;
        report(resource, {
          path: `spec.hosts[${index}]`,
          message: `No Service or ServiceEntry has host "${spec.hosts?.[index]}": sidecars go by ${resource.metadata.name} on port ${HTTP_PORT} only`,
        });
      }
    }
  },
};
