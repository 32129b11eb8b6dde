import type { AccessControl } from '../access/access-control';
import { createPipeline, type Pipeline } from './layer';
import { createAuthenticateLayer } from './layers/authenticate';
import { createAuthorizeLayer } from './layers/authorize';
import { outboundHeaders } from './layers/envoy-headers';
import { forwardedFor } from './layers/forwarded-for';
import { hopByHop } from './layers/hop-by-hop';
import { createNormalizePathLayer } from './layers/normalize-path';
import { createOutboundPeerLayer, type PeerLines } from './layers/peer-metadata';
import { record } from './layers/record';
import { requestId } from './layers/request-id';
import { createGatewayRouteLayer, type GatewayRoute } from './layers/route-gateway';
import { createTraceLayer, type Sampler } from './layers/trace';
import type { PeerCache } from './peer-cache';
import type { RoutingTable } from './routing-table';

/** What happens to a request from outside the mesh: reported as the gateway's own call, as Istio's gateways do. */
export function createGatewayPipeline(
  routes: readonly GatewayRoute[],
  table: RoutingTable,
  sampler: Sampler,
  own: PeerLines,
  peers: PeerCache,
  access: AccessControl,
  port: number,
): Pipeline {
  const entrance = { port, trustedProxies: () => access.policy.settings.numTrustedProxies };
  return createPipeline([
    record,
    createNormalizePathLayer(access),
    forwardedFor,
    hopByHop,
    requestId,
    createTraceLayer(sampler),
    createAuthenticateLayer(access, entrance),
    createGatewayRouteLayer(routes, table),
    createAuthorizeLayer(access, entrance),
    createOutboundPeerLayer(own, peers),
    outboundHeaders,
  ]);
}
