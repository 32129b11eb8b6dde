import type { K8sGatewaySpec } from '../config/kinds/k8s-gateway';
import type { ListenerSetSpec } from '../config/kinds/listener-set';
import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import { allowsNamespace } from './allows-namespace';
import { compareAge } from './compare-age';
import { GATEWAY_GROUP } from './parent-ref';

/** A listener as a Gateway or a ListenerSet writes it. */
export type ApiListener = NonNullable<K8sGatewaySpec['listeners']>[number];

/** A listener, the Gateway that opens it, and the object it stands in. */
export interface GatewayListener {
  listener: ApiListener;
  gateway: ConfigResource<K8sGatewaySpec>;
  /** The Gateway itself, or a ListenerSet: its routes, certificates and grants are looked up from there. */
  owner: ConfigResource;
}

/**
 * All listeners of a Gateway: its own, then those of the ListenerSets it lets in, the oldest first. One that cannot share
 * its port with an earlier one, or that another one is already, is left out.
 */
export function gatewayListeners(
  gateway: ConfigResource<K8sGatewaySpec>,
  resources: ResourceSet,
): GatewayListener[] {
  const listeners = (gateway.spec.listeners ?? []).map(
    (listener): GatewayListener => ({ listener, gateway, owner: gateway }),
  );
  for (const owner of listenerSetsOf(gateway, resources)) {
    for (const listener of owner.spec.listeners ?? []) {
      if (!listeners.some((known) => conflicts(known.listener, listener)))
        listeners.push({ listener, gateway, owner });
    }
  }
  return listeners;
}

function listenerSetsOf(
  { metadata, spec }: ConfigResource<K8sGatewaySpec>,
  resources: ResourceSet,
): ConfigResource<ListenerSetSpec>[] {
  const allowed = spec.allowedListeners?.namespaces ?? {};
  return (resources.list('ListenerSet') as readonly ConfigResource<ListenerSetSpec>[])
    .filter(({ metadata: own, spec: { parentRef } }) => {
      const { group = GATEWAY_GROUP, kind = 'Gateway', name, namespace = own.namespace } = parentRef ?? {};
      return (
        group === GATEWAY_GROUP &&
        kind === 'Gateway' &&
        name === metadata.name &&
        namespace === metadata.namespace &&
        allowsNamespace(allowed, metadata.namespace, own.namespace, resources)
      );
    })
    .toSorted(compareAge);
}

function conflicts(first: ApiListener, second: ApiListener): boolean {
  if (first.port !== second.port) return false;
  return sortOf(first) !== sortOf(second) || hostOf(first) === hostOf(second);
}

/** HTTPS and TLS share a port by server name; other protocols want one to themselves. */
function sortOf({ protocol = '' }: ApiListener): string {
  return protocol === 'HTTPS' ? 'TLS' : protocol;
}

/** The host of a listener in lower case; `*` for every host. */
export function hostOf({ hostname = '' }: ApiListener): string {
  return hostname === '' ? '*' : hostname.toLowerCase();
}
