import { createPipeline, type Pipeline } from './layer';
import { outboundHeaders } from './layers/envoy-headers';
import { forwardedFor } from './layers/forwarded-for';
import { hopByHop } from './layers/hop-by-hop';
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
): Pipeline {
  return createPipeline([
    record,
    forwardedFor,
    hopByHop,
    requestId,
    createTraceLayer(sampler),
    createGatewayRouteLayer(routes, table),
    createOutboundPeerLayer(own, peers),
    outboundHeaders,
  ]);
}
