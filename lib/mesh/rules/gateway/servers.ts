import { GATEWAY_SCHEMA, type GatewayServer } from '../../config/kinds/gateway';
import type { ConfigResource } from '../../config/resource';
import { splitHost } from '../index/gateways';
import type { Labels } from '../index/label-index';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';

/** One server of a Gateway, with what it shares a port by. */
export interface ServerEntry {
  resource: ConfigResource;
  namespace: string;
  index: number;
  server: GatewayServer;
  port: number;
  hosts: readonly { host: string; namespace: string }[];
  selector: Labels;
  /** The selector as text, to compare by. */
  selectorKey: string;
}

/** Every server of every Gateway, but those without a port. */
export function gatewayServers(snapshot: Snapshot): readonly ServerEntry[] {
  return snapshot.list('Gateway').flatMap((resource) => {
    const namespace = namespaceOf(resource);
    const { servers = [], selector = {} } = readSpec(resource, GATEWAY_SCHEMA);
    const selectorKey = JSON.stringify(Object.entries(selector).sort());
    return servers.flatMap((server, index) => {
      const port = server.port?.number;
      if (port === undefined || port === 0) return [];
      const hosts = (server.hosts ?? []).map((host) => splitHost(host, namespace));
      return [{ resource, namespace, index, server, port, hosts, selector, selectorKey }];
    });
  });
}
