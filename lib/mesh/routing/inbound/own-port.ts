import type { SidecarSpec } from '../../config/kinds/sidecar';
import type { ConfigResource } from '../../config/resource';
import type { ConnectionLimits } from '../effective-traffic-policy';
import { effectivePolicy } from '../policy/effective-policy';
import { mergeTrafficPolicy } from '../policy/merge-traffic-policy';
import type { ListenerTls } from '../route-table';
import type { ServiceProtocol } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { OwnService, RoutingProxy } from '../routing-proxy';
import { protocolOf } from '../services/port-protocol';
import { findSidecar } from '../sidecar/find-sidecar';

/** What rules say of a port by which a workload is called: carried out by the workload's own proxy. */
export interface OwnPort {
  /** What the workload speaks; undefined leaves what its proxy was started for. */
  protocol: ServiceProtocol | undefined;
  /**
   * Where the workload listens, in place of what its proxy was told; an empty host keeps that one, and a Unix socket
   * (`unix:///path`) has the port 0.
   */
  endpoint: { host: string; port: number } | undefined;
  /** TLS of the workload's own that its proxy ends; counts where the mesh's is switched off. */
  tls: ListenerTls | undefined;
  /** Bounds of connections and requests to the workload. */
  connections: ConnectionLimits;
}

type Listener = NonNullable<SidecarSpec['ingress']>[number];

/** What rules say of the port that a workload's proxy was started for. */
export function planOwnPort(mesh: RoutingMesh, proxy: RoutingProxy, service: OwnService): OwnPort {
  const sidecar = findSidecar(mesh, proxy);
  const listener = sidecar?.spec.ingress?.find(({ port }) => port?.number === service.port);
  return planListener(listener, sidecar, poolOfService(mesh, proxy, service));
}

/**
 * One listener of a Sidecar. The bounds of what callers may open are those of the listener, else of the whole Sidecar, else
 * `pool`: those of the service's own DestinationRule, as Istio gives them to the server's side too.
 */
export function planListener(
  listener: Listener | undefined,
  sidecar: ConfigResource<SidecarSpec> | undefined,
  pool: Listener['connectionPool'],
): OwnPort {
  const bounds = listener?.connectionPool ?? sidecar?.spec.inboundConnectionPool ?? pool;
  const protocol = listener?.port?.protocol;
  return {
    protocol: protocol === undefined ? undefined : protocolOf(protocol),
    endpoint: endpointOf(listener),
    tls: tlsOf(listener, sidecar?.metadata.namespace ?? ''),
    connections: effectivePolicy(bounds === undefined ? {} : { connectionPool: bounds }, []).connections,
  };
}

/** What a service's DestinationRule says of its port; rules for some clients alone are none of the server's business. */
export function poolOfService(mesh: RoutingMesh, proxy: RoutingProxy, { host, namespace, port }: OwnService) {
  const rule = mesh.destinationRules.find({ host, namespace }, { ...proxy, labels: {} });
  return mergeTrafficPolicy(rule?.trafficPolicy, undefined, port).connectionPool;
}

const LOCAL_ENDPOINT = /^(127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\[::\]):([0-9]{1,5})$/;

function endpointOf(listener: Listener | undefined): OwnPort['endpoint'] {
  const endpoint = listener?.defaultEndpoint ?? '';
  if (endpoint.startsWith('unix://')) return { host: endpoint, port: 0 };
  const found = LOCAL_ENDPOINT.exec(endpoint);
  if (found === null) return undefined;
  const [, written = '', port = ''] = found;
  const isAny = written === '0.0.0.0' || written === '[::]';
  return { host: isAny ? '' : written.replace(/[[\]]/g, ''), port: Number(port) };
}

const ENDED: ReadonlySet<string> = new Set(['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL']);

/** A sidecar ends no TLS in the modes of gateways alone. */
function tlsOf(listener: Listener | undefined, namespace: string): ListenerTls | undefined {
  const settings = listener?.tls;
  if (settings?.mode === undefined || !ENDED.has(settings.mode)) return undefined;
  return { mode: settings.mode as ListenerTls['mode'], settings, namespace };
}
