import { K8S_GATEWAY_SCHEMA } from '../../config/kinds/k8s-gateway';
import { LISTENER_SET_SCHEMA } from '../../config/kinds/listener-set';
import type { ConfigResource } from '../../config/resource';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { suggestName } from '../suggest-name';
import { selectsBy } from '../webhook/label-selector';

export const listenerSetRefused: Rule = {
  name: 'gateway-api/listener-set-refused',
  codes: [],
  severity: 'error',
  inputs: ['ListenerSet', 'K8sGateway', ...NAMESPACE_KINDS],
  why: 'None of its listeners is opened, and routes attached to it serve nothing.',
  docs: 'https://gateway-api.sigs.k8s.io/guides/listener-set/',
  check(snapshot, report) {
    const gateways = snapshot.list('K8sGateway');
    snapshot.use(namespaces);
    for (const resource of snapshot.list('ListenerSet')) {
      const { parentRef: ref } = readSpec(resource, LISTENER_SET_SCHEMA);
      if (ref?.name === undefined || (ref.kind ?? 'Gateway') !== 'Gateway') continue;
      const namespace = ref.namespace ?? namespaceOf(resource);
      const gateway = gateways.find(
        (one) => one.metadata.name === ref.name && namespaceOf(one) === namespace,
      );
      const isIn = gateway !== undefined && letsIn(snapshot, gateway, namespaceOf(resource));
      if (isIn) continue;
      const reason =
        gateway === undefined
          ? 'which does not exist'
          : `whose allowedListeners let in no ListenerSet of namespace ${namespaceOf(resource)}`;
      const path = 'spec.parentRef.name';
      const known = gateways.map(({ metadata }) => metadata.name);
      report(resource, {
        path,
        message: `${resource.metadata.name} adds listeners to Gateway ${namespace}/${ref.name}, ${reason}`,
        fix: gateway === undefined ? suggestName(path, ref.name, known) : undefined,
      });
    }
  },
};

function letsIn(snapshot: Snapshot, gateway: ConfigResource, from: string): boolean {
  const { namespaces: allowed } = readSpec(gateway, K8S_GATEWAY_SCHEMA).allowedListeners ?? {};
  if (allowed?.from === 'All') return true;
  if (allowed?.from === 'Same') return namespaceOf(gateway) === from;
  const labels = { 'kubernetes.io/metadata.name': from, ...snapshot.use(namespaces).labelsOf(from) };
  return allowed?.from === 'Selector' && selectsBy(allowed.selector, labels);
}
