import { SERVICE_ENTRY_SCHEMA } from '../../config/kinds/service-entry';
import type { ConfigResource } from '../../config/resource';
import { type ScopedHost, sidecarScopes } from '../index/sidecar-scope';
import { scopesOf } from '../index/visibility';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';

/** One host and port of a ServiceEntry. */
export interface EntryPort extends ScopedHost {
  resource: ConfigResource;
  index: number;
  number: number;
  protocol: string;
}

/** Hosts and ports that more than one ServiceEntry of some namespace's view defines. */
export function sharedPorts(snapshot: Snapshot): readonly (readonly EntryPort[])[] {
  const byPort = new Map<string, EntryPort[]>();
  for (const port of snapshot.list('ServiceEntry').flatMap((resource) => entryPorts(resource, snapshot))) {
    const key = `${port.host}|${port.number}`;
    byPort.set(key, [...(byPort.get(key) ?? []), port]);
  }
  const { meet } = snapshot.use(sidecarScopes);
  return [...byPort.values()]
    .map((list) =>
      list.filter((port) => list.some((other) => other.resource !== port.resource && meet(port, other))),
    )
    .filter((list) => list.length > 1);
}

function entryPorts(resource: ConfigResource, { facts }: Snapshot): EntryPort[] {
  const namespace = namespaceOf(resource);
  const { hosts = [], ports = [], exportTo } = readSpec(resource, SERVICE_ENTRY_SCHEMA);
  const scopes = scopesOf(exportTo ?? facts.defaultServiceExportTo, namespace);
  return hosts.flatMap((host) =>
    ports.map(({ number = 0, protocol = '' }, index) => ({
      resource,
      namespace,
      scopes,
      host: host.toLowerCase(),
      index,
      number,
      protocol: protocol.toUpperCase(),
    })),
  );
}
