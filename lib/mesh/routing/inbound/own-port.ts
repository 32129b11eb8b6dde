import type { SidecarSpec } from '../../config/kinds/sidecar';
import type { ConnectionLimits } from '../effective-traffic-policy';
import { effectivePolicy } from '../policy/effective-policy';
import { mergeTrafficPolicy } from '../policy/merge-traffic-policy';
import type { ServiceProtocol } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { OwnService, RoutingProxy } from '../routing-proxy';
import { protocolOf } from '../services/port-protocol';
import { findSidecar } from '../sidecar/find-sidecar';

/** What rules say of the port by which a workload is called: carried out by the workload's own proxy. */
export interface OwnPort {
  /** What the workload speaks; undefined leaves what its proxy was started for. */
  protocol: ServiceProtocol | undefined;
  /**
   * Where the workload listens, in place of what its proxy was told; an empty host keeps that one, and a Unix socket
   * (`unix:///path`) has the port 0.
   */
  endpoint: { host: string; port: number } | undefined;
  /** Bounds of connections and requests to the workload. */
  connections: ConnectionLimits;
}

/**
 * The bounds of what callers may open: those of the Sidecar's listener for the port, else of the whole Sidecar, else of the
 * service's own DestinationRule, as Istio gives them to the server's side too.
 */
export function planOwnPort(mesh: RoutingMesh, proxy: RoutingProxy, service: OwnService): OwnPort {
  const sidecar = findSidecar(mesh, proxy)?.spec;
  const listener = sidecar?.ingress?.find(({ port }) => port?.number === service.port);
  const pool =
    listener?.connectionPool ?? sidecar?.inboundConnectionPool ?? poolOfService(mesh, proxy, service);
  const protocol = listener?.port?.protocol;
  return {
    protocol: protocol === undefined ? undefined : protocolOf(protocol),
    endpoint: endpointOf(listener),
    connections: effectivePolicy(pool === undefined ? {} : { connectionPool: pool }, []).connections,
  };
}

/** Rules for some clients alone are none of the server's business. */
function poolOfService(mesh: RoutingMesh, proxy: RoutingProxy, { host, namespace, port }: OwnService) {
  const rule = mesh.destinationRules.find({ host, namespace }, { ...proxy, labels: {} });
  return mergeTrafficPolicy(rule?.trafficPolicy, undefined, port).connectionPool;
}

const LOCAL_ENDPOINT = /^(127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\[::\]):([0-9]{1,5})$/;

function endpointOf(listener: NonNullable<SidecarSpec['ingress']>[number] | undefined): OwnPort['endpoint'] {
  const endpoint = listener?.defaultEndpoint ?? '';
  if (endpoint.startsWith('unix://')) return { host: endpoint, port: 0 };
  const found = LOCAL_ENDPOINT.exec(endpoint);
  if (found === null) return undefined;
  const [, written = '', port = ''] = found;
  const isAny = written === '0.0.0.0' || written === '[::]';
  return { host: isAny ? '' : written.replace(/[[\]]/g, ''), port: Number(port) };
}
