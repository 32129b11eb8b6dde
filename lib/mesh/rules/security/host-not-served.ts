import { hostsOverlap } from '../../config/host-name';
import { GATEWAY_KINDS, gateways } from '../index/gateways';
import { HOST_KINDS, hosts } from '../index/hosts';
import { NAMESPACE_KINDS } from '../index/namespaces';
import { VIRTUAL_SERVICE_KINDS, virtualServices } from '../index/virtual-services';
import { ROUTE_SPEC } from '../read/gateway-api-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { operationValues } from './operations';
import { isDecidableHost } from './unknown-host';

const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'] as const;

export const hostNotServed: Rule = {
  name: 'security/host-not-served',
  codes: [],
  severity: 'info',
  inputs: [
    'AuthorizationPolicy',
    ...ROUTES,
    ...HOST_KINDS,
    ...GATEWAY_KINDS,
    ...VIRTUAL_SERVICE_KINDS,
    ...NAMESPACE_KINDS,
  ],
  why: 'No gateway takes requests for the host and nothing in the mesh has it, so the rule matches only who makes the name up.',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
  check(snapshot, report) {
    const served = snapshot.use(servedHosts);
    // Where no gateway is known, requests may come in any way.
    if (served === undefined) return;
    for (const policy of snapshot.list('AuthorizationPolicy')) {
      for (const { value, path } of operationValues(policy, 'hosts')) {
        const host = value.replace(/:(\d+|\*)$/, '').toLowerCase();
        const isPattern = host.includes('*') && !host.startsWith('*.');
        // Names of the cluster's own form are another rule's matter.
        if (host === '*' || isPattern || isDecidableHost(snapshot, host) || !host.includes('.')) continue;
        if (served.some((one) => hostsOverlap(host, one))) continue;
        report(policy, {
          path,
          message: `${policy.metadata.name} names host "${value}", which no gateway, route, Service or ServiceEntry has`,
        });
      }
    }
  },
};

/** Every host that requests may come in for; undefined without any gateway. */
function servedHosts(snapshot: Snapshot): string[] | undefined {
  const known = [...snapshot.use(gateways).values()];
  const routes = ROUTES.flatMap((kind) => snapshot.list(kind));
  const own = snapshot.use(hosts).all.map(({ host }) => host);
  const routed = snapshot.use(virtualServices).flatMap((entry) => entry.hosts);
  const ofRoutes = routes.flatMap((route) => readSpec(route, ROUTE_SPEC).hostnames ?? []);
  const open = known.flatMap((gateway) => gateway.hosts.map(({ host }) => host));
  return known.length === 0 ? undefined : [...own, ...routed, ...ofRoutes, ...open];
}
