import type { AccessControl } from '../access/access-control';
import type { Clock } from './clock';
import { createPipeline, type Pipeline } from './layer';
import { createActLayer } from './layers/act';
import { createAuthenticateLayer } from './layers/authenticate';
import { createAuthorizeLayer } from './layers/authorize';
import { cors } from './layers/cors';
import { outboundHeaders } from './layers/envoy-headers';
import { faultAbort, faultDelay } from './layers/fault';
import { forwardedFor } from './layers/forwarded-for';
import { hopByHop } from './layers/hop-by-hop';
import { createNormalizePathLayer } from './layers/normalize-path';
import { createOutboundPeerLayer, type PeerLines } from './layers/peer-metadata';
import { createRateLimitLayer } from './layers/rate-limit';
import { record } from './layers/record';
import { requestId } from './layers/request-id';
import { createGatewayRouteLayer, type GatewayRoute } from './layers/route-gateway';
import { createTraceLayer, type Sampler } from './layers/trace';
import type { PeerCache } from './peer-cache';
import type { RoutingTable } from './routing-table';

/** What happens to a request from outside the mesh: reported as the gateway's own call, as Istio's gateways do. */
export function createGatewayPipeline(
  routes: readonly GatewayRoute[],
  routing: RoutingTable,
  clock: Clock,
  serverPort: () => number,
  namespace: string,
  sampler: Sampler,
  own: PeerLines,
  peers: PeerCache,
  access: AccessControl,
): Pipeline {
  const entrance = {
    get port(): number {
      return serverPort();
    },
    trustedProxies: () => access.policy.settings.numTrustedProxies,
  };
  return createPipeline([
    record,
    createNormalizePathLayer(access),
    forwardedFor,
    hopByHop,
    requestId,
    createTraceLayer(sampler),
    createAuthenticateLayer(access, entrance),
    createGatewayRouteLayer(routes, routing, serverPort, namespace),
    createAuthorizeLayer(access, entrance),
    createRateLimitLayer(routing, 'GATEWAY', clock),
    faultDelay,
    faultAbort,
    cors,
    createActLayer(routing, 'edge'),
    createOutboundPeerLayer(own, peers),
    outboundHeaders,
  ]);
}
