import { connect, type Socket } from 'node:net';
import type { ConnectionLimits } from '../../lib/mesh/routing/effective-traffic-policy';
import type { UpstreamTls } from '../tls/upstream-tls';
import type { Endpoint } from './cluster/cluster-spec';
import {
  CONNECT_TIMEOUT,
  type ConnectFailure,
  describeConnectFailure,
  describeTlsFailure,
} from './connect-failure';
import { connectTarget } from './connect-target';

/** What becomes of a socket; a failure comes at most once and only before it is connected. */
export interface UpstreamSocketEvents {
  onConnected(): void;
  onConnectFailure(failure: ConnectFailure): void;
  /** Returns true: go on reading, unless the socket was paused. */
  onData(chunk: Buffer): boolean;
  onDrain(): void;
  onEnd(): void;
  onClose(): void;
}

/**
 * Every connection reads into this one buffer: whoever gets a piece of it uses it up, or copies it, before it returns.
 * A buffer of its own for each read would be most of the garbage.
 */
const READ_BUFFER = Buffer.allocUnsafeSlow(64 * 1024);

/** The socket to an endpoint from its first packet on, secured where the endpoint asks for it. */
export class UpstreamSocket {
  isConnected = false;
  readonly #events: UpstreamSocketEvents;
  /** The carrier first; with TLS, what it carries from its connection on. */
  #socket: Socket;
  readonly #timer: NodeJS.Timeout;

  constructor(endpoint: Endpoint, bounds: ConnectionLimits, events: UpstreamSocketEvents) {
    const { tls } = endpoint;
    this.#events = events;
    const onread = {
      buffer: READ_BUFFER,
      callback: (bytes: number) => events.onData(READ_BUFFER.subarray(0, bytes)),
    };
    const carrier = { ...connectTarget(endpoint), noDelay: true, allowHalfOpen: true };
    this.#socket = connect(tls === undefined ? { ...carrier, onread } : carrier);
    const { keepAlive } = bounds;
    if (keepAlive !== undefined) this.#socket.setKeepAlive(true, keepAlive.timeMs ?? 0);
    this.#timer = setTimeout(() => {
      this.#socket.destroy();
      this.#fail(CONNECT_TIMEOUT);
    }, bounds.connectTimeoutMs);
    this.#socket.once('connect', () => {
      if (endpoint.preface !== undefined) this.#socket.write(endpoint.preface);
      if (tls === undefined) this.#onConnected();
      else this.#secure(tls);
    });
    this.#watch(this.#socket, describeConnectFailure);
  }

  get socket(): Socket {
    return this.#socket;
  }

  /** The carrier is connected: what follows goes through TLS. */
  #secure(tls: UpstreamTls): void {
    const carrier = this.#socket;
    carrier.removeAllListeners();
    carrier.on('error', () => undefined);
    try {
      const secured = tls.secure(carrier);
      this.#socket = secured;
      secured.once('secureConnect', () => this.#onConnected());
      secured.on('data', (chunk: Buffer) => this.#events.onData(chunk));
      this.#watch(secured, describeTlsFailure);
    } catch (error) {
      carrier.destroy();
      const reason = `TLS_error: ${error instanceof Error ? error.message : error}`;
      this.#fail({ cause: 'connect-failed', reason });
    }
  }

  #watch(socket: Socket, describe: (error: NodeJS.ErrnoException) => ConnectFailure): void {
    socket.on('drain', () => this.#events.onDrain());
    socket.on('end', () => this.#events.onEnd());
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (!this.isConnected) this.#fail(describe(error));
    });
    socket.on('close', () => {
      clearTimeout(this.#timer);
      this.#events.onClose();
    });
  }

  #onConnected(): void {
    clearTimeout(this.#timer);
    this.isConnected = true;
    this.#events.onConnected();
  }

  #fail(failure: ConnectFailure): void {
    clearTimeout(this.#timer);
    this.#events.onConnectFailure(failure);
  }
}
