import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import { findSidecar } from '../sidecar/find-sidecar';
import { type OwnPort, planListener, poolOfService } from './own-port';

/** A port that a workload's proxy opens because its Sidecar has a listener for it. */
export interface IngressPort extends OwnPort {
  port: number;
  /** The address to listen on; empty is where the proxy listens anyway. */
  bind: string;
}

/** The listeners of a workload's Sidecar, but for the port that its proxy was started for. */
export function planIngressPorts(mesh: RoutingMesh, proxy: RoutingProxy): IngressPort[] {
  const sidecar = findSidecar(mesh, proxy);
  const { service } = proxy;
  return (sidecar?.spec.ingress ?? []).flatMap((listener) => {
    const port = listener.port?.number;
    if (port === undefined || port === service?.port) return [];
    const pool = service === undefined ? undefined : poolOfService(mesh, proxy, { ...service, port });
    return [{ ...planListener(listener, sidecar, pool), port, bind: listener.bind ?? '' }];
  });
}
