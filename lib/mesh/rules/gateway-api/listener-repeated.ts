import { isWritten } from '../index/k8s-gateways';
import { K8S_GATEWAY_SPEC } from '../read/gateway-api-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const listenerRepeated: Rule = {
  name: 'gateway-api/listener-repeated',
  codes: ['KIA1503'],
  severity: 'error',
  inputs: ['K8sGateway'],
  why: 'Listeners that a request cannot tell apart are refused, all of them.',
  docs: 'https://gateway-api.sigs.k8s.io/reference/spec/#listener',
  check(snapshot, report) {
    for (const resource of snapshot.list('K8sGateway').filter(isWritten)) {
      const { listeners = [] } = readSpec(resource, K8S_GATEWAY_SPEC);
      const keys = listeners.map(({ hostname = '', port, protocol }) => `${hostname}|${port}|${protocol}`);
      for (const [index, key] of keys.entries()) {
        const first = keys.indexOf(key);
        if (first === keys.lastIndexOf(key)) continue;
        report(resource, {
          path: `spec.listeners[${index}].name`,
          message: `Listener "${listeners[index]?.name}" of ${resource.metadata.name} has the hostname, port and protocol of another of its listeners`,
        });
      }
    }
  },
};
