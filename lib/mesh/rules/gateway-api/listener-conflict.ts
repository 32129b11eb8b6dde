import { k8sListeners, type ListenerEntry } from '../index/k8s-gateways';
import { nameSome } from '../name-some';
import type { Rule } from '../rule';

export const listenerConflict: Rule = {
  name: 'gateway-api/listener-conflict',
  codes: ['KIA1501'],
  severity: 'warning',
  inputs: ['K8sGateway'],
  why: 'Where both Gateways share an address, which one gets a request is not defined.',
  docs: 'https://gateway-api.sigs.k8s.io/api-types/gateway/',
  check(snapshot, report) {
    const byAddress = new Map<string, ListenerEntry[]>();
    // Without a host name most Gateways listen at the same ports, each at an address of its own.
    const named = snapshot.use(k8sListeners).filter(({ listener }) => Boolean(listener.hostname));
    for (const entry of named) byAddress.set(keyOf(entry), [...(byAddress.get(keyOf(entry)) ?? []), entry]);
    for (const entry of named) {
      const { port, protocol } = entry.listener;
      const same = byAddress.get(keyOf(entry)) ?? [];
      const others = [...new Set(same.map(({ resource }) => resource))].filter(
        (other) => other !== entry.resource,
      );
      if (others.length === 0) continue;
      report(entry.resource, {
        path: `spec.listeners[${entry.index}].hostname`,
        message: `Listener "${entry.listener.name}" of ${entry.resource.metadata.name} has the host, port ${port} and protocol ${protocol} of one of ${nameSome(others.map(({ metadata }) => metadata.name))}`,
        related: others,
      });
    }
  },
};

function keyOf({ listener: { hostname = '', port, protocol } }: ListenerEntry): string {
  return `${hostname.toLowerCase()}|${port}|${protocol}`;
}
