import type { BodyFraming } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import type { RequestHead } from '../http1/request-head';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import type { ConnectionSecurity } from '../tls/connection-security';
import type { ResponseSink } from './response-sink';

/** What a tunnel wants to know of its client side. */
export interface TunnelClientEvents {
  onDownstreamData(chunk: Buffer): void;
  onDownstreamDrain(): void;
  onDownstreamEnd(): void;
  sweep(nowMs: number): void;
}

/** The bytes of one end of a tunnel. */
export interface TunnelSocket {
  readonly writable: boolean;
  write(chunk: Buffer): boolean;
  end(): unknown;
  pause(): unknown;
  resume(): unknown;
  destroy(): unknown;
  /** Closes behind the bytes that were written. */
  destroySoon(): unknown;
}

/** A client's connection, or its stream of HTTP/2, as the exchange on it sees it. */
export interface ClientLink {
  /** What a tunnel reads from and writes to. */
  readonly socket: TunnelSocket;
  readonly head: RequestHead;
  readonly security: ConnectionSecurity;
  /** Trailers of the request just read. */
  readonly trailers: HeaderBlock | undefined;
  /** Within a turn of reading; who writes upstream leaves the flush to its end. */
  readonly isReading: boolean;
  /** The client has ended its side and nothing it sent is left to serve: it waits for this answer, or is gone. */
  readonly isLastRequest: boolean;
  /** Tells whether a client that ended its side still takes bytes; to be asked behind the last of them. */
  probe(onResult: (isThere: boolean) => void): void;
  /** The answer to the request just read. */
  openResponse(record: ExchangeRecord): ResponseSink;
  /** Whether another request may follow the present one, answered with a body framed so. */
  canKeepAlive(framing: BodyFraming): boolean;
  onExchangeEnd(mustClose: boolean): void;
  /** Flushes what was pushed outside of any turn that would do so. */
  flushOutside(): void;
  /** Pauses or resumes the client according to who can take its bytes. */
  updateReading(): void;
  startTunnel(tunnel: TunnelClientEvents): void;
  destroy(): void;
}
