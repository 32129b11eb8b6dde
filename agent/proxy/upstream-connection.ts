import { connect, type Socket } from 'node:net';
import type { ConnectionLimits } from '../../lib/mesh/routing/effective-traffic-policy';
import { findResponseFraming } from '../http1/body-framing';
import { BodyReader } from '../http1/body-reader';
import { HeadReader, MORE, TOO_LARGE } from '../http1/head-reader';
import { Header } from '../http1/header-id';
import { ResponseHead } from '../http1/response-head';
import type { ProxyLimits } from '../limits';
import { resetSocket } from '../tls/reset-socket';
import type { UpstreamTls } from '../tls/upstream-tls';
import type { Clock } from './clock';
import type { Endpoint } from './cluster/cluster-spec';
import {
  CONNECT_TIMEOUT,
  type ConnectFailure,
  describeConnectFailure,
  describeTlsFailure,
  OVERFLOW,
} from './connect-failure';
import { readConnectionOptions } from './connection-options';
import { Http1RequestSink } from './http1-request-sink';
import { SocketWriter } from './socket-writer';
import { joinHostPort } from './split-authority';
import type { TunnelUpstreamEvents, UpstreamLink, UpstreamUser } from './upstream-link';

/**
 * Every connection reads into this one buffer: whoever gets a piece of it uses it up, or copies it, before it returns.
 * A buffer of its own for each read would be most of the garbage.
 */
const READ_BUFFER = Buffer.allocUnsafeSlow(64 * 1024);

/** Who made the connection and wants it back. */
export interface ConnectionOwner {
  readonly endpoint: Endpoint;
  readonly bounds: ConnectionLimits;
  /** False: the user must not have the connection after all. */
  admit(user: UpstreamUser): boolean;
  onIdle(connection: UpstreamConnection): void;
  onConnectFailure(
    connection: UpstreamConnection,
    user: UpstreamUser | undefined,
    failure: ConnectFailure,
  ): void;
  onClosed(connection: UpstreamConnection): void;
}

/** One connection to an endpoint. It serves one user at a time and reads its responses. */
export class UpstreamConnection implements UpstreamLink {
  readonly head: ResponseHead;
  /** Exchanges served before the present one: a reset of a used connection may only mean it was stale. */
  served = 0;
  localAddress: string | undefined;
  readonly #owner: ConnectionOwner;
  readonly #clock: Clock;
  readonly #endpoint: Endpoint;
  readonly #reader: HeadReader;
  readonly #body: BodyReader;
  /** The carrier first; with TLS, what it carries from its connection on. */
  #socket: Socket;
  #request: Http1RequestSink;
  #connectTimer: NodeJS.Timeout;
  #user: UpstreamUser | undefined;
  #tunnel: TunnelUpstreamEvents | undefined;
  #isConnected = false;
  #isInBody = false;
  #isReusable = true;
  #idleSinceMs = 0;
  #idleLimitMs: number;
  readonly #onPiece = (piece: Buffer): void => this.#user?.onResponsePiece(piece);

  constructor(owner: ConnectionOwner, limits: ProxyLimits, clock: Clock) {
    this.#owner = owner;
    this.#clock = clock;
    this.#idleLimitMs = Math.min(limits.upstreamIdleMs, owner.bounds.httpIdleTimeoutMs);
    this.head = new ResponseHead(limits.headerCount);
    this.#reader = new HeadReader(limits.headBytes);
    this.#body = new BodyReader(limits);
    this.#endpoint = owner.endpoint;
    const { address, port, tls } = this.#endpoint;
    const onread = {
      buffer: READ_BUFFER,
      callback: (bytes: number) => this.#onData(READ_BUFFER.subarray(0, bytes)),
    };
    const carrier = { host: address, port, noDelay: true, allowHalfOpen: true };
    this.#socket = connect(tls === undefined ? { ...carrier, onread } : carrier);
    this.#request = new Http1RequestSink(new SocketWriter(this.#socket, false));
    const { keepAlive } = owner.bounds;
    if (keepAlive !== undefined) this.#socket.setKeepAlive(true, keepAlive.timeMs ?? 0);
    this.#connectTimer = setTimeout(() => {
      this.#socket.destroy();
      this.#fail(CONNECT_TIMEOUT);
    }, owner.bounds.connectTimeoutMs);
    this.#socket.once('connect', () => (tls === undefined ? this.#onConnected() : this.#secure(tls)));
    this.#watch(this.#socket, describeConnectFailure);
  }

  get socket(): Socket {
    return this.#socket;
  }

  get request(): Http1RequestSink {
    return this.#request;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** SPIFFE ids that the endpoint and we have proved on this connection. */
  get peerPrincipal(): string | undefined {
    return this.#endpoint.tls?.peerPrincipal();
  }

  get localPrincipal(): string | undefined {
    return this.#endpoint.tls?.localPrincipal();
  }

  /** Trailers of the response just read. */
  get trailers() {
    return this.#body.trailers;
  }

  assign(user: UpstreamUser): void {
    this.#user = user;
  }

  /** From now on the bytes are the tunnel's. */
  startTunnel(tunnel: TunnelUpstreamEvents): void {
    this.#tunnel = tunnel;
    this.#isReusable = false;
  }

  /** The user leaves before its response is complete: what is still to come would meet the wrong request. */
  abandon(): void {
    this.#user = undefined;
    // A tunnel closes its sockets itself, behind the bytes they still hold.
    if (!this.#isConnected || this.#tunnel !== undefined) return;
    // A reset tells the next hop at once that nobody waits; an end could be a client that only stopped sending.
    resetSocket(this.#socket);
    this.#owner.onClosed(this);
  }

  destroy(): void {
    this.socket.destroy();
    this.#owner.onClosed(this);
  }

  isExpired(nowMs: number): boolean {
    return nowMs - this.#idleSinceMs > this.#idleLimitMs;
  }

  /** The carrier is connected: what follows goes through TLS. */
  #secure(tls: UpstreamTls): void {
    const carrier = this.#socket;
    carrier.removeAllListeners();
    carrier.on('error', () => undefined);
    try {
      const secured = tls.secure(carrier);
      this.#socket = secured;
      this.#request = new Http1RequestSink(new SocketWriter(secured, false));
      secured.once('secureConnect', () => this.#onConnected());
      secured.on('data', (chunk: Buffer) => this.#onData(chunk));
      this.#watch(secured, describeTlsFailure);
    } catch (error) {
      carrier.destroy();
      this.#fail({
        cause: 'connect-failed',
        reason: `TLS_error: ${error instanceof Error ? error.message : error}`,
      });
    }
  }

  #watch(socket: Socket, describe: (error: NodeJS.ErrnoException) => ConnectFailure): void {
    socket.on('drain', () =>
      this.#tunnel === undefined ? this.#user?.onUpstreamDrain() : this.#tunnel.onUpstreamDrain(),
    );
    socket.on('end', () => this.#onEnd());
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (!this.#isConnected) this.#fail(describe(error));
    });
    socket.on('close', () => this.#onClose());
  }

  #fail(failure: ConnectFailure): void {
    clearTimeout(this.#connectTimer);
    const user = this.#user;
    this.#user = undefined;
    this.#owner.onConnectFailure(this, user, failure);
  }

  #onConnected(): void {
    clearTimeout(this.#connectTimer);
    this.#isConnected = true;
    this.localAddress = joinHostPort(this.socket.localAddress ?? '', this.socket.localPort ?? 0);
    const user = this.#user;
    if (user === undefined) this.#becomeIdle();
    else this.serve(user);
  }

  /** Hands the connection to who waited for it, unless too many requests are under way by now. */
  serve(user: UpstreamUser): void {
    if (this.#owner.admit(user)) {
      user.onConnection(this);
      return;
    }
    this.#user = undefined;
    this.#becomeIdle();
    user.onConnectFailure(OVERFLOW);
  }

  /** Returns true: go on reading, unless `pause` was called. */
  #onData(chunk: Buffer): boolean {
    if (this.#tunnel !== undefined) {
      this.#tunnel.onUpstreamData(Buffer.from(chunk));
      return true;
    }
    const user = this.#user;
    if (user === undefined) {
      // Nobody asked: the bytes cannot belong to a later request.
      this.destroy();
      return true;
    }
    user.onUpstreamActive();
    this.#read(chunk, user);
    user.flushResponse();
    return true;
  }

  #read(chunk: Buffer, user: UpstreamUser): void {
    let at = 0;
    while (at < chunk.length && this.#user === user && this.#tunnel === undefined) {
      at = this.#isInBody ? this.#readBody(chunk, at, user) : this.#readHead(chunk, at, user);
    }
    if (at >= chunk.length) return;
    // Bytes behind the response, or behind the head of an upgrade.
    if (this.#tunnel !== undefined) this.#tunnel.onUpstreamData(Buffer.from(chunk.subarray(at)));
  }

  #readHead(chunk: Buffer, at: number, user: UpstreamUser): number {
    const end = this.#reader.read(chunk, at);
    if (end === MORE) return chunk.length;
    const fault = end === TOO_LARGE ? 'head-too-large' : this.head.parse(this.#reader.text);
    if (fault !== undefined) return this.#refuse(chunk, user);
    const { status } = this.head;
    if (status === 101) {
      if (!user.onSwitchingProtocols(this)) return this.#refuse(chunk, user);
      return end;
    }
    if (status < 200) {
      user.onInformational(this.head);
      return end;
    }
    const framing = findResponseFraming(this.head, user.method);
    if (typeof framing === 'string') return this.#refuse(chunk, user);
    this.#noteReuse();
    this.#body.start(framing);
    this.#isInBody = true;
    user.onResponseHead(this, framing);
    if (this.#body.done && this.#user === user) this.#endResponse(user, end < chunk.length);
    return end;
  }

  #readBody(chunk: Buffer, at: number, user: UpstreamUser): number {
    const end = this.#body.read(chunk, at, this.#onPiece);
    if (this.#body.fault !== undefined) return this.#refuse(chunk, user);
    if (this.#body.done && this.#user === user) this.#endResponse(user, end < chunk.length);
    return end;
  }

  #refuse(chunk: Buffer, user: UpstreamUser): number {
    this.#user = undefined;
    this.destroy();
    user.onUpstreamFailure('upstream-protocol-error');
    return chunk.length;
  }

  #noteReuse(): void {
    const { headers, minor } = this.head;
    const options = readConnectionOptions(headers);
    this.#isReusable = minor === 1 ? !options.close : options.keepAlive && !options.close;
    const hint = headers.find(Header.keepAlive);
    if (hint !== undefined) this.#noteKeepAlive(hint);
  }

  /** `Keep-Alive: timeout=5`: leave a second before the upstream does, so that no request meets a closing socket. */
  #noteKeepAlive(hint: string): void {
    const at = hint.indexOf('timeout=');
    const seconds = at < 0 ? Number.NaN : Number.parseInt(hint.slice(at + 8), 10);
    if (!Number.isFinite(seconds)) return;
    this.#idleLimitMs = Math.min(this.#idleLimitMs, Math.max(0, seconds * 1000 - 1000));
  }

  #endResponse(user: UpstreamUser, hasMoreBytes: boolean): void {
    this.#isInBody = false;
    this.served++;
    this.#user = undefined;
    const isReusable = this.#isReusable && !hasMoreBytes && user.isRequestDone && !this.socket.readableEnded;
    // Before the user ends: a pipelined request behind it may take this connection at once.
    if (isReusable) this.#becomeIdle();
    else this.destroy();
    user.onResponseEnd(this);
  }

  #becomeIdle(): void {
    this.#idleSinceMs = this.#clock.nowMs();
    this.#owner.onIdle(this);
  }

  #onEnd(): void {
    if (this.#tunnel !== undefined) {
      this.#tunnel.onUpstreamEnd();
      return;
    }
    const user = this.#user;
    if (user !== undefined && this.#isInBody && this.#body.endOfInput()) {
      this.#endResponse(user, false);
      user.flushResponse();
    } else this.destroy();
  }

  #onClose(): void {
    clearTimeout(this.#connectTimer);
    const user = this.#user;
    this.#user = undefined;
    this.#owner.onClosed(this);
    if (this.#tunnel !== undefined) this.#tunnel.onUpstreamClose();
    else user?.onUpstreamReset(this);
  }
}
