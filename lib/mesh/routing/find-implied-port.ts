import { findVirtualHost } from './find-virtual-host';
import type { RouteTable } from './route-table';

const HTTP_PORT = 80;

/**
 * The port that a request without one is for: 80, unless only other ports of the mesh know its host; then the lowest of
 * them, as callers of an agent may leave the port out.
 */
export function findImpliedPort({ httpByPort }: RouteTable, authority: string): number {
  const isKnownAt = (port: number): boolean => {
    const config = httpByPort.get(port);
    const host = config === undefined ? undefined : findVirtualHost(config, authority);
    return host !== undefined && host !== config?.any;
  };
  if (isKnownAt(HTTP_PORT)) return HTTP_PORT;
  const others = [...httpByPort.keys()].filter((port) => port !== HTTP_PORT).sort((a, b) => a - b);
  return others.find(isKnownAt) ?? HTTP_PORT;
}
