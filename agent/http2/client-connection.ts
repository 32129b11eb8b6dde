import type { ClientHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import type { ConnectionLimits } from '../../lib/mesh/routing/effective-traffic-policy';
import type { ProxyLimits } from '../limits';
import type { Endpoint } from '../proxy/cluster/cluster-spec';
import type { ConnectFailure } from '../proxy/connect-failure';
import { joinHostPort } from '../proxy/split-authority';
import type { UpstreamUser } from '../proxy/upstream-link';
import { ClientStream } from './client-stream';
import { nodeHttp2 } from './node-http2';
import { openConnection } from './open-connection';

/** What a connection tells its pool. */
export interface ClientConnectionOwner {
  readonly bounds: ConnectionLimits;
  onReady(connection: ClientConnection): void;
  onFailed(connection: ClientConnection, failure: ConnectFailure): void;
  onStreamClosed(connection: ClientConnection): void;
  onClosed(connection: ClientConnection): void;
}

/** One HTTP/2 connection to an endpoint, for as many requests at once as both sides allow. */
export class ClientConnection {
  readonly endpoint: Endpoint;
  readonly scheme: 'http' | 'https';
  localAddress: string | undefined;
  lastUsedMs: number;
  readonly #owner: ClientConnectionOwner;
  readonly #limits: ProxyLimits;
  readonly #stopOpening: () => void;
  #session: ClientHttp2Session | undefined;
  #streams = 0;
  #served = 0;
  #isGone = false;

  constructor(endpoint: Endpoint, owner: ClientConnectionOwner, limits: ProxyLimits, nowMs: number) {
    this.endpoint = endpoint;
    this.scheme = endpoint.tls === undefined ? 'http' : 'https';
    this.lastUsedMs = nowMs;
    this.#owner = owner;
    this.#limits = limits;
    this.#stopOpening = openConnection(endpoint, owner.bounds, 'http2', {
      onOpen: (socket) => this.#start(socket),
      onFailure: (failure) => {
        this.#isGone = true;
        owner.onFailed(this, failure);
      },
    });
  }

  get session(): ClientHttp2Session {
    if (this.#session === undefined) throw new Error('The connection is not made yet');
    return this.#session;
  }

  get isGone(): boolean {
    return this.#isGone || this.#session?.destroyed === true;
  }

  get isIdle(): boolean {
    return this.#streams === 0;
  }

  /** Being made: it will take requests. */
  get isOpening(): boolean {
    return this.#session === undefined && !this.#isGone;
  }

  get hasRoom(): boolean {
    const session = this.#session;
    if (session === undefined || session.closed || session.destroyed) return false;
    const { maxConcurrentStreams, maxRequestsPerConnection } = this.#owner.bounds;
    const peersBound = session.remoteSettings?.maxConcurrentStreams ?? Number.POSITIVE_INFINITY;
    if (this.#streams >= Math.min(maxConcurrentStreams, peersBound)) return false;
    return maxRequestsPerConnection <= 0 || this.#served < maxRequestsPerConnection;
  }

  /** A stream for a request; the pool has made sure that there is room. */
  open(user: UpstreamUser): ClientStream {
    this.#streams++;
    this.#served++;
    const stream = new ClientStream(this, user, this.#limits, () => {
      this.#streams--;
      this.#owner.onStreamClosed(this);
    });
    return stream;
  }

  /** Serves what it has begun and then ends. */
  retire(): void {
    if (this.#session === undefined) this.destroy();
    else this.#session.close();
  }

  destroy(): void {
    this.#isGone = true;
    this.#stopOpening();
    if (this.#session === undefined) this.#owner.onClosed(this);
    else this.#session.destroy();
  }

  #start(socket: Socket): void {
    const { headBytes, http2WindowBytes } = this.#limits;
    this.localAddress = joinHostPort(socket.localAddress ?? '', socket.localPort ?? 0);
    const session = nodeHttp2().connect(`${this.scheme}://${this.endpoint.hostPort}`, {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: http2WindowBytes, maxHeaderListSize: headBytes },
    });
    this.#session = session;
    session.on('error', () => undefined);
    // What it has begun below the last stream of a GOAWAY ends; the rest is refused.
    session.on('goaway', () => session.close());
    session.on('close', () => {
      this.#isGone = true;
      this.#owner.onClosed(this);
    });
    session.once('connect', () => {
      session.setLocalWindowSize(http2WindowBytes * 4);
      this.#owner.onReady(this);
    });
  }
}
