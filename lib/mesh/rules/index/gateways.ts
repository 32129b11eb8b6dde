import { GATEWAY_SCHEMA } from '../../config/kinds/gateway';
import type { ConfigResource } from '../../config/resource';
import { K8S_GATEWAY_SPEC } from '../read/gateway-api-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';

/** A gateway of either API, with what a VirtualService can be bound to. */
export interface GatewayEntry {
  /** `namespace/name`. */
  key: string;
  resource: ConfigResource;
  /** Without namespace prefix; `*` for a listener that names none. */
  hosts: readonly { host: string; namespace: string }[];
}

/** What the index reads. */
export const GATEWAY_KINDS = ['Gateway', 'K8sGateway'] as const;

/** Gateways of both APIs by `namespace/name`; Istio's own wins. */
export function gateways(snapshot: Snapshot): ReadonlyMap<string, GatewayEntry> {
  const entries = [...snapshot.list('K8sGateway').map(readK8s), ...snapshot.list('Gateway').map(readIstio)];
  return new Map(entries.map((entry) => [entry.key, entry]));
}

/** The `namespace/name` that a VirtualService in `namespace` means: `name`, `ns/name`, or the older `name.ns.svc...`. */
export function gatewayKey(name: string, namespace: string): string {
  if (name.includes('/')) return name.startsWith('./') ? `${namespace}/${name.slice(2)}` : name;
  const [short = '', other] = name.split('.');
  return other === undefined ? `${namespace}/${name}` : `${other}/${short}`;
}

function readIstio(resource: ConfigResource): GatewayEntry {
  const own = namespaceOf(resource);
  const { servers = [] } = readSpec(resource, GATEWAY_SCHEMA);
  const hosts = servers.flatMap((server) => (server.hosts ?? []).map((host) => splitHost(host, own)));
  return { key: `${own}/${resource.metadata.name}`, resource, hosts };
}

function readK8s(resource: ConfigResource): GatewayEntry {
  const { listeners = [] } = readSpec(resource, K8S_GATEWAY_SPEC);
  const hosts = listeners.map(({ hostname }) => ({ host: hostname || '*', namespace: '*' }));
  return { key: `${namespaceOf(resource)}/${resource.metadata.name}`, resource, hosts };
}

/** `ns/host` of a server: the namespace whose VirtualServices it is for, `*` for all. */
export function splitHost(text: string, own: string): { host: string; namespace: string } {
  const slash = text.indexOf('/');
  if (slash < 0) return { host: text, namespace: '*' };
  const prefix = text.slice(0, slash);
  return { host: text.slice(slash + 1), namespace: prefix === '.' ? own : prefix };
}
