import { createPipeline, type Pipeline } from './layer';
import { outboundHeaders } from './layers/envoy-headers';
import { hopByHop } from './layers/hop-by-hop';
import { createOutboundPeerLayer, type PeerLines } from './layers/peer-metadata';
import { record } from './layers/record';
import { requestId } from './layers/request-id';
import { createOutboundRouteLayer } from './layers/route-outbound';
import { createTraceLayer, type Sampler } from './layers/trace';
import type { PassthroughTargets } from './passthrough-targets';
import type { PeerCache } from './peer-cache';
import type { RoutingTable } from './routing-table';

/** What happens to a call of the app on its way to a service, from first to last; to its response from last to first. */
export function createOutboundPipeline(
  table: RoutingTable,
  strangers: PassthroughTargets,
  maxAuthorities: number,
  sampler: Sampler,
  own: PeerLines,
  peers: PeerCache,
): Pipeline {
  return createPipeline([
    record,
    hopByHop,
    requestId,
    createTraceLayer(sampler),
    createOutboundRouteLayer(table, strangers, maxAuthorities),
    createOutboundPeerLayer(own, peers),
    outboundHeaders,
  ]);
}
