import type { Socket } from 'node:net';
import type { ConnectionLimits } from '../../lib/mesh/routing/effective-traffic-policy';
import type { BodyFraming } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import type { ResponseHead } from '../http1/response-head';
import type { ProxyLimits } from '../limits';
import { resetSocket } from '../tls/reset-socket';
import type { Clock } from './clock';
import type { Endpoint } from './cluster/cluster-spec';
import { type ConnectFailure, OVERFLOW } from './connect-failure';
import { Http1RequestSink } from './http1-request-sink';
import { ResponseReader, type ResponseReaderEvents } from './response-reader';
import { SocketWriter } from './socket-writer';
import { joinHostPort } from './split-authority';
import type { TunnelUpstreamEvents, UpstreamLink, UpstreamUser } from './upstream-link';
import { UpstreamSocket, type UpstreamSocketEvents } from './upstream-socket';

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
export class UpstreamConnection implements ResponseReaderEvents, UpstreamLink, UpstreamSocketEvents {
  /** Exchanges served before the present one: a reset of a used connection may only mean it was stale. */
  served = 0;
  localAddress: string | undefined;
  readonly #owner: ConnectionOwner;
  readonly #clock: Clock;
  readonly #endpoint: Endpoint;
  readonly #reader: ResponseReader;
  readonly #carrier: UpstreamSocket;
  #request: Http1RequestSink;
  #user: UpstreamUser | undefined;
  #tunnel: TunnelUpstreamEvents | undefined;
  #idleSinceMs = 0;
  readonly #idleLimitMs: number;

  constructor(owner: ConnectionOwner, limits: ProxyLimits, clock: Clock) {
    this.#owner = owner;
    this.#clock = clock;
    this.#idleLimitMs = Math.min(limits.upstreamIdleMs, owner.bounds.httpIdleTimeoutMs);
    this.#reader = new ResponseReader(this, limits);
    this.#endpoint = owner.endpoint;
    this.#carrier = new UpstreamSocket(this.#endpoint, owner.bounds, this);
    this.#request = new Http1RequestSink(new SocketWriter(this.socket, false));
  }

  get head(): ResponseHead {
    return this.#reader.head;
  }

  get socket(): Socket {
    return this.#carrier.socket;
  }

  get request(): Http1RequestSink {
    return this.#request;
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  /** SPIFFE ids that the endpoint and we have proved on this connection. */
  get peerPrincipal(): string | undefined {
    return this.#endpoint.tls?.peerPrincipal();
  }

  get localPrincipal(): string | undefined {
    return this.#endpoint.tls?.localPrincipal();
  }

  /** Trailers of the response just read. */
  get trailers(): HeaderBlock | undefined {
    return this.#reader.trailers;
  }

  assign(user: UpstreamUser): void {
    this.#user = user;
  }

  /** From now on the bytes are the tunnel's. */
  startTunnel(tunnel: TunnelUpstreamEvents): void {
    this.#tunnel = tunnel;
  }

  /** The user leaves before its response is complete: what is still to come would meet the wrong request. */
  abandon(): void {
    this.#user = undefined;
    // A tunnel closes its sockets itself, behind the bytes they still hold.
    if (!this.#carrier.isConnected || this.#tunnel !== undefined) return;
    // A reset tells the next hop at once that nobody waits; an end could be a client that only stopped sending.
    resetSocket(this.socket);
    this.#owner.onClosed(this);
  }

  destroy(): void {
    this.socket.destroy();
    this.#owner.onClosed(this);
  }

  onData(chunk: Buffer): boolean {
    if (this.#tunnel !== undefined) {
      this.#passOn(chunk);
      return true;
    }
    const user = this.#user;
    if (user === undefined) {
      // Nobody asked: the bytes cannot belong to a later request.
      this.destroy();
      return true;
    }
    user.onUpstreamActive();
    const end = this.#reader.read(chunk);
    // Bytes behind the head of an upgrade.
    if (end < chunk.length) this.#passOn(chunk.subarray(end));
    user.flushResponse();
    return true;
  }

  onDrain(): void {
    if (this.#tunnel === undefined) this.#user?.onUpstreamDrain();
    else this.#tunnel.onUpstreamDrain();
  }

  onEnd(): void {
    if (this.#tunnel !== undefined) {
      this.#tunnel.onUpstreamEnd();
      return;
    }
    const user = this.#user;
    if (user !== undefined && this.#reader.endOfInput()) user.flushResponse();
    else this.destroy();
  }

  onClose(): void {
    const user = this.#user;
    this.#user = undefined;
    this.#owner.onClosed(this);
    if (this.#tunnel !== undefined) this.#tunnel.onUpstreamClose();
    else user?.onUpstreamReset(this);
  }

  get method(): string {
    return this.#user?.method ?? '';
  }

  get isReading(): boolean {
    return this.#user !== undefined && this.#tunnel === undefined;
  }

  onInformational(): void {
    this.#user?.onInformational(this.head);
  }

  onSwitchingProtocols(): boolean {
    return this.#user?.onSwitchingProtocols(this) === true;
  }

  onResponseHead(framing: BodyFraming): void {
    this.#user?.onResponseHead(this, framing);
  }

  onResponsePiece(piece: Buffer): void {
    this.#user?.onResponsePiece(piece);
  }

  onResponseDone(hasMoreBytes: boolean): void {
    const user = this.#user;
    this.served++;
    this.#user = undefined;
    const isReusable =
      this.#reader.keepsAlive && !hasMoreBytes && user?.isRequestDone === true && !this.socket.readableEnded;
    // Before the user ends: a pipelined request behind it may take this connection at once.
    if (isReusable) this.#becomeIdle();
    else this.destroy();
    user?.onResponseEnd(this);
  }

  onResponseFault(): void {
    const user = this.#user;
    this.#user = undefined;
    this.destroy();
    user?.onUpstreamFailure('upstream-protocol-error');
  }

  isExpired(nowMs: number): boolean {
    return nowMs - this.#idleSinceMs > Math.min(this.#idleLimitMs, this.#reader.keepAliveMs);
  }

  onConnected(): void {
    const { socket } = this;
    this.#request = new Http1RequestSink(new SocketWriter(socket, false));
    this.localAddress = joinHostPort(socket.localAddress ?? '', socket.localPort ?? 0);
    if (this.#user === undefined) this.#becomeIdle();
    else this.serve(this.#user);
  }

  onConnectFailure(failure: ConnectFailure): void {
    const user = this.#user;
    this.#user = undefined;
    this.#owner.onConnectFailure(this, user, failure);
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

  #becomeIdle(): void {
    this.#idleSinceMs = this.#clock.nowMs();
    this.#owner.onIdle(this);
  }

  /** A tunnel may keep what it gets. */
  #passOn(bytes: Buffer): void {
    this.#tunnel?.onUpstreamData(Buffer.from(bytes));
  }
}
