import { hostsOverlap, resolveHost } from '../../config/host-name';
import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import { GATEWAY_KINDS, type GatewayEntry, gatewayKey, gateways } from '../index/gateways';
import { nameSome } from '../name-some';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { isInternalGateway } from './internal-gateway';

export const hostNotInGateway: Rule = {
  name: 'virtual-service/host-not-in-gateway',
  codes: ['IST0132'],
  severity: 'warning',
  inputs: ['VirtualService', ...GATEWAY_KINDS],
  why: 'The gateway does not listen for any of these hosts, so the routes never take a request.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
  check(snapshot, report) {
    const known = snapshot.use(gateways);
    for (const resource of snapshot.list('VirtualService')) {
      const namespace = namespaceOf(resource);
      const { gateways: names = [], hosts = [] } = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
      for (const [index, name] of names.entries()) {
        const gateway =
          name === 'mesh' || isInternalGateway(name) ? undefined : known.get(gatewayKey(name, namespace));
        if (gateway === undefined || takesAny(gateway, hosts, namespace)) continue;
        report(resource, {
          path: `spec.gateways[${index}]`,
          message: `Gateway "${name}" takes none of the hosts ${nameSome(hosts)} of ${resource.metadata.name} in namespace ${namespace}`,
          related: [gateway.resource],
        });
      }
    }
  },
};

function takesAny(gateway: GatewayEntry, hosts: readonly string[], namespace: string): boolean {
  const open = gateway.hosts.filter((one) => one.namespace === '*' || one.namespace === namespace);
  return hosts.some((host) =>
    open.some((one) => hostsOverlap(one.host, host) || hostsOverlap(one.host, resolveHost(host, namespace))),
  );
}
