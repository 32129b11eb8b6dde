import type { ConfigResource } from '../../config/resource';
import { isWritten } from '../index/k8s-gateways';
import { nameSome } from '../name-some';
import { K8S_GATEWAY_SPEC } from '../read/gateway-api-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const addressConflict: Rule = {
  name: 'gateway-api/address-conflict',
  codes: ['KIA1502'],
  severity: 'warning',
  inputs: ['K8sGateway'],
  why: 'Only one Gateway can have an address: the other stays without it.',
  docs: 'https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec',
  check(snapshot, report) {
    const holders = new Map<string, ConfigResource[]>();
    const addresses = snapshot
      .list('K8sGateway')
      .filter(isWritten)
      .flatMap((resource) =>
        (readSpec(resource, K8S_GATEWAY_SPEC).addresses ?? []).map(
          ({ type = 'IPAddress', value = '' }, index) => ({
            resource,
            index,
            key: `${type} ${value}`,
          }),
        ),
      );
    for (const { resource, key } of addresses) holders.set(key, [...(holders.get(key) ?? []), resource]);
    for (const { resource, index, key } of addresses) {
      const others = (holders.get(key) ?? []).filter((other) => other !== resource);
      if (others.length === 0) continue;
      report(resource, {
        path: `spec.addresses[${index}].value`,
        message: `${resource.metadata.name} and ${nameSome(others.map(({ metadata }) => metadata.name))} both want the address ${key}`,
        related: others,
      });
    }
  },
};
