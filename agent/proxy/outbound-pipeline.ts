import type { AccessControl } from '../access/access-control';
import type { Clock } from './clock';
import { createPipeline, type Pipeline } from './layer';
import { createActLayer } from './layers/act';
import { cors } from './layers/cors';
import { outboundHeaders } from './layers/envoy-headers';
import { faultAbort, faultDelay } from './layers/fault';
import { hopByHop } from './layers/hop-by-hop';
import { createNormalizePathLayer } from './layers/normalize-path';
import { createOutboundPeerLayer, type PeerLines } from './layers/peer-metadata';
import { createRateLimitLayer } from './layers/rate-limit';
import { record } from './layers/record';
import { requestId } from './layers/request-id';
import { createOutboundRouteLayer } from './layers/route-outbound';
import { createTraceLayer, type Sampler } from './layers/trace';
import type { PeerCache } from './peer-cache';
import type { RoutingTable } from './routing-table';

/** What happens to a call of the app on its way to a service, from first to last; to its response from last to first. */
export function createOutboundPipeline(
  routing: RoutingTable,
  clock: Clock,
  maxAuthorities: number,
  sampler: Sampler,
  own: PeerLines,
  peers: PeerCache,
  access: AccessControl,
): Pipeline {
  return createPipeline([
    record,
    createNormalizePathLayer(access),
    hopByHop,
    requestId,
    createTraceLayer(sampler),
    createOutboundRouteLayer(routing, maxAuthorities),
    createRateLimitLayer(routing, 'SIDECAR_OUTBOUND', clock),
    faultDelay,
    faultAbort,
    cors,
    createActLayer(routing, 'mesh'),
    createOutboundPeerLayer(own, peers),
    outboundHeaders,
  ]);
}
