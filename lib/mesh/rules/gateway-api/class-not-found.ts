import { isWritten } from '../index/k8s-gateways';
import { K8S_GATEWAY_SPEC } from '../read/gateway-api-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';

export const classNotFound: Rule = {
  name: 'gateway-api/class-not-found',
  codes: ['KIA1504'],
  severity: 'error',
  inputs: ['K8sGateway', 'GatewayClass'],
  why: 'No controller takes the Gateway: it gets no address and no proxy.',
  docs: 'https://gateway-api.sigs.k8s.io/api-types/gatewayclass/',
  check(snapshot, report) {
    const known = new Set([
      ...snapshot.facts.gatewayClasses,
      ...snapshot.list('GatewayClass').map(({ metadata }) => metadata.name),
    ]);
    for (const resource of snapshot.list('K8sGateway').filter(isWritten)) {
      const { gatewayClassName = '' } = readSpec(resource, K8S_GATEWAY_SPEC);
      if (known.has(gatewayClassName)) continue;
      report(resource, {
        path: 'spec.gatewayClassName',
        message: `${resource.metadata.name} is of class "${gatewayClassName}", which does not exist`,
        fix: suggestName('spec.gatewayClassName', gatewayClassName, known),
      });
    }
  },
};
