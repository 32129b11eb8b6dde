import type { AccessControl } from '../access/access-control';
import type { Clock } from './clock';
import type { ClusterSpec, ServiceRef } from './cluster/cluster-spec';
import { createPipeline, type Pipeline } from './layer';
import { createAuthenticateLayer } from './layers/authenticate';
import { createAuthorizeLayer } from './layers/authorize';
import { createInboundHeadersLayer } from './layers/envoy-headers';
import { hopByHop } from './layers/hop-by-hop';
import { createNormalizePathLayer } from './layers/normalize-path';
import { createInboundPeerLayer, type PeerLines } from './layers/peer-metadata';
import { createRateLimitLayer } from './layers/rate-limit';
import { record } from './layers/record';
import { requestId } from './layers/request-id';
import { createInboundRouteLayer } from './layers/route-inbound';
import { createTraceLayer, type Sampler } from './layers/trace';
import type { PeerCache } from './peer-cache';
import type { RoutingTable } from './routing-table';

/** What happens to a request on its way to the app, from first to last; to its response from last to first. */
export function createInboundPipeline(
  app: () => ClusterSpec,
  routing: RoutingTable,
  clock: Clock,
  { host, port }: ServiceRef,
  sampler: Sampler,
  own: PeerLines,
  peers: PeerCache,
  access: AccessControl,
): Pipeline {
  const entrance = { port, trustedProxies: () => 0 };
  const route = { virtualHost: `inbound|http|${port}`, route: 'default' };
  return createPipeline([
    record,
    createNormalizePathLayer(access),
    hopByHop,
    createInboundPeerLayer(own, peers),
    requestId,
    createTraceLayer(sampler),
    createInboundHeadersLayer(`${host}:${port}/*`),
    createAuthenticateLayer(access, entrance),
    createRateLimitLayer(routing, 'SIDECAR_INBOUND', clock, () => route),
    createInboundRouteLayer(app),
    createAuthorizeLayer(access, entrance),
  ]);
}
