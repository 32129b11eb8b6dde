import type { ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { ListenerConnection } from '../proxy/listener-connection';
import type { ProxySide } from '../proxy/proxy-side';
import { joinHostPort } from '../proxy/split-authority';
import type { ConnectionSecurity } from '../tls/connection-security';
import { nodeHttp2 } from './node-http2';
import { ResetGuard } from './reset-guard';
import { ServerStream, type StreamSource } from './server-stream';

/** One client connection of HTTP/2, from its preface on. */
export class ServerConnection implements ListenerConnection, StreamSource {
  readonly side: ProxySide;
  readonly security: ConnectionSecurity;
  readonly fixedAuthority: string | undefined;
  readonly localAddress: string;
  readonly remoteAddress: string;
  readonly #session: ServerHttp2Session;
  readonly #streams = new Set<ServerStream>();
  readonly #guard = new ResetGuard();
  #lastActiveMs: number;

  constructor(
    side: ProxySide,
    socket: Socket,
    security: ConnectionSecurity,
    fixedAuthority: string | undefined,
    onClosed: (connection: ServerConnection) => void,
  ) {
    const { headBytes, headerCount, http2Streams, http2WindowBytes } = side.limits;
    this.side = side;
    this.security = security;
    this.fixedAuthority = fixedAuthority;
    this.localAddress = joinHostPort(socket.localAddress ?? '', socket.localPort ?? 0);
    this.remoteAddress = joinHostPort(socket.remoteAddress ?? '', socket.remotePort ?? 0);
    this.#lastActiveMs = side.clock.nowMs();
    this.#session = nodeHttp2().performServerHandshake(socket, {
      // With the pseudo headers.
      maxHeaderListPairs: headerCount + 5,
      settings: {
        maxConcurrentStreams: http2Streams,
        maxHeaderListSize: headBytes,
        initialWindowSize: http2WindowBytes,
      },
    });
    this.#session.setLocalWindowSize(http2WindowBytes * 4);
    this.#session.on('stream', (stream, _headers, flags, raw) => this.#onStream(stream, flags, raw));
    this.#session.on('error', () => undefined);
    this.#session.on('close', () => onClosed(this));
    if (side.isDraining) this.#session.close();
  }

  get hasUnsentBytes(): boolean {
    for (const stream of this.#streams) if (stream.isBusy) return true;
    return false;
  }

  onStreamClosed(stream: ServerStream, wasResetEarly: boolean): void {
    this.#streams.delete(stream);
    this.#lastActiveMs = this.side.clock.nowMs();
    if (!this.#guard.note(wasResetEarly) || this.#session.destroyed) return;
    this.side.gauges.resetFloods++;
    this.#session.destroy(undefined, nodeHttp2().constants.NGHTTP2_ENHANCE_YOUR_CALM);
  }

  /** The client is told to come back in another way; what is under way ends. */
  retire(): void {
    this.#session.close();
  }

  drain(): void {
    this.#session.close();
  }

  cut(): void {
    for (const stream of this.#streams) stream.cut();
    this.#session.destroy();
  }

  sweep(nowMs: number): void {
    for (const stream of this.#streams) stream.sweep(nowMs);
    const isIdle = nowMs - this.#lastActiveMs > this.side.limits.downstreamIdleMs;
    if (this.#streams.size === 0 && isIdle) this.#session.close();
  }

  #onStream(stream: ServerHttp2Stream, flags: number, rawHeaders: readonly string[]): void {
    const served = new ServerStream(this, stream);
    this.#streams.add(served);
    served.begin(rawHeaders, (flags & nodeHttp2().constants.NGHTTP2_FLAG_END_STREAM) === 0);
  }
}
