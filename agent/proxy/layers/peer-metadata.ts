import type { HeaderBlock } from '../../http1/header-block';
import { Header } from '../../http1/header-id';
import type { Layer } from '../layer';
import type { PeerCache } from '../peer-cache';

/** Our own metadata as whole header lines. */
export type PeerLines = string;

/** Inbound: learns the caller, hides its metadata from the app, answers with ours to whom sent theirs. */
export function createInboundPeerLayer(own: PeerLines, peers: PeerCache): Layer {
  return {
    name: 'peer-metadata',

    onRequest(exchange) {
      const { headers } = exchange.request;
      const value = headers.find(Header.peerMetadata);
      if (value !== undefined) {
        exchange.hasPeerMetadata = true;
        exchange.record.peer = peers.findPeer(value);
      }
      dropPeerMetadata(headers);
      return undefined;
    },

    onResponse(exchange) {
      const headers = exchange.responseHeaders;
      if (headers === undefined) return;
      dropPeerMetadata(headers);
      if (exchange.hasPeerMetadata) headers.appendLines(own);
    },
  };
}

/** Outbound: tells the destination who calls, learns who answered, hides it from the app. Behind the route layer. */
export function createOutboundPeerLayer(own: PeerLines, peers: PeerCache): Layer {
  return {
    name: 'peer-metadata',

    onRequest(exchange) {
      const { headers } = exchange.request;
      dropPeerMetadata(headers);
      // Strangers are not told who we are.
      if (exchange.record.service !== undefined) headers.appendLines(own);
      return undefined;
    },

    onResponse(exchange) {
      const headers = exchange.responseHeaders;
      const value = headers?.find(Header.peerMetadata);
      if (headers === undefined || value === undefined) return;
      if (exchange.record.service !== undefined) exchange.record.peer = peers.findPeer(value);
      dropPeerMetadata(headers);
    },

    onEnd(exchange) {
      const workload = exchange.endpoint?.workload;
      if (exchange.record.peer === undefined && workload !== undefined)
        exchange.record.peer = peers.intern(workload);
    },
  };
}

function dropPeerMetadata(headers: HeaderBlock): void {
  headers.drop(Header.peerMetadata);
  headers.drop(Header.peerMetadataId);
}
