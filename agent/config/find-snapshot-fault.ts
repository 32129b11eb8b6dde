import { configKey } from '../../lib/mesh/config/config-object';
import type { MeshService, RegistrySnapshot } from '../../lib/mesh/registry/service';
import { serviceKey } from './apply-config-delta';
import { findObjectFault } from './find-object-fault';

const HIGHEST_PORT = 65_535;
const HOST = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/i;
const ADDRESS = /^[\w.:%-]{1,255}$/;

/** Why an agent must not serve by this snapshot; undefined when it may. */
export function findSnapshotFault(snapshot: RegistrySnapshot): string | undefined {
  const seen = new Set<string>();
  for (const service of snapshot.services) {
    const fault = findServiceFault(service);
    if (fault !== undefined) return fault;
    const key = serviceKey(service);
    if (seen.has(key)) return `service ${key} is defined twice`;
    seen.add(key);
  }
  for (const object of snapshot.resources) {
    const fault = findObjectFault(object);
    if (fault !== undefined) return fault;
    const key = configKey(object);
    if (seen.has(key)) return `${object.kind} ${object.metadata.name} is defined twice`;
    seen.add(key);
  }
  return undefined;
}

function findServiceFault(service: MeshService): string | undefined {
  const key = serviceKey(service);
  if (!HOST.test(service.host)) return `service "${service.host}": not a host name`;
  if (!isPort(service.port)) return `service ${key}: port must be between 1 and ${HIGHEST_PORT}`;
  for (const { address, port } of service.endpoints) {
    if (!ADDRESS.test(address)) return `service ${key}: "${address}" is not an address`;
    if (!isPort(port)) return `service ${key}: endpoint ${address} has port ${port}`;
  }
  return undefined;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= HIGHEST_PORT;
}
