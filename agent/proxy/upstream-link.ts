import type { BodyFraming } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import type { ResponseHead } from '../http1/response-head';
import type { TunnelSocket } from './client-link';
import type { ConnectFailure } from './connect-failure';
import type { Cause } from './local-reply';
import type { RequestSink } from './request-sink';
import type { ClientAddresses } from './write-proxy-header';

/** What a tunnel wants to know of its upstream side. */
export interface TunnelUpstreamEvents {
  onUpstreamData(chunk: Buffer): void;
  onUpstreamDrain(): void;
  onUpstreamEnd(): void;
  onUpstreamClose(): void;
}

/** A connection to an endpoint, as who uses it sees it. */
export interface UpstreamLink {
  /** What a tunnel reads from and writes to; undefined where none is possible. */
  readonly socket: TunnelSocket | undefined;
  /** Where the request goes. */
  readonly request: RequestSink;
  readonly head: ResponseHead;
  /** Exchanges served before the present one: a reset of a used connection may only mean it was stale. */
  readonly served: number;
  readonly localAddress: string | undefined;
  /** SPIFFE ids that the endpoint and we have proved on this connection. */
  readonly peerPrincipal: string | undefined;
  readonly localPrincipal: string | undefined;
  /** Trailers of the response just read. */
  readonly trailers: HeaderBlock | undefined;
  /** Whether more of the response may come. */
  pause(): void;
  resume(): void;
  /** The user leaves before its response is complete. */
  abandon(): void;
  /** From now on the bytes are the tunnel's. */
  startTunnel(tunnel: TunnelUpstreamEvents): void;
}

/** What a connection tells its user, one at a time. */
export interface UpstreamUser {
  readonly method: string;
  readonly isRequestDone: boolean;
  /** Whether the client speaks HTTP/2; `no-http2` where the request asks to leave HTTP. */
  readonly clientProtocol: 'http1' | 'http2' | 'no-http2';
  /** For whom it asks; undefined where no client waits for the answer. */
  readonly client: ClientAddresses | undefined;
  onConnection(connection: UpstreamLink): void;
  onConnectFailure(failure: ConnectFailure): void;
  onUpstreamActive(): void;
  onUpstreamDrain(): void;
  /** The connection closed under it. */
  onUpstreamReset(connection: UpstreamLink): void;
  onUpstreamFailure(cause: Cause): void;
  onInformational(head: ResponseHead): void;
  /** True when the upstream may switch. */
  onSwitchingProtocols(connection: UpstreamLink): boolean;
  onResponseHead(connection: UpstreamLink, framing: BodyFraming): void;
  onResponsePiece(piece: Buffer): void;
  onResponseEnd(connection: UpstreamLink): void;
  /** The response's bytes of this turn are handed over. */
  flushResponse(): void;
}
