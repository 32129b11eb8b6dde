import type { BodyFraming } from '../http1/body-framing';
import type { RequestHead } from '../http1/request-head';
import type { ResponseHead } from '../http1/response-head';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import { chooseEndpoint } from './choose-endpoint';
import type { ClientLink } from './client-link';
import { composeRequestHead } from './compose-request';
import type { ConnectFailure } from './connect-failure';
import type { EndpointPool } from './endpoint-pool';
import type { ExchangeTimers } from './exchange-timers';
import type { Cause } from './local-reply';
import type { ProxySide } from './proxy-side';
import { RequestStream } from './request-stream';
import { backoffMs, hasRetryLeft, isIdempotent, isRetriable } from './retry-schedule';
import { DEFAULT_TRAFFIC_POLICY, type Destination, type Endpoint, type TrafficPolicy } from './routing-table';
import type { UpstreamLink, UpstreamUser } from './upstream-link';

/** What became of a request that was sent; told to the exchange it belongs to. */
export interface UpstreamRequestEvents {
  readonly isEnded: boolean;
  readonly isResponding: boolean;
  readonly timers: ExchangeTimers;
  onUpstreamActive(): void;
  onInformational(head: ResponseHead): void;
  onSwitchingProtocols(connection: UpstreamLink): boolean;
  onConnectTunnel(connection: UpstreamLink): void;
  onResponseHead(connection: UpstreamLink, framing: BodyFraming): void;
  onResponsePiece(piece: Buffer): void;
  onResponseEnd(connection: UpstreamLink): void;
  flushResponse(): void;
  /** All tries are used up; `wasRetriable`: another one would have been made. */
  onUpstreamFailed(cause: Cause, reason: string | undefined, wasRetriable: boolean): void;
  elapsedMs(): number;
}

/** The sending of one request: chooses endpoints, gets connections, sends head and body, tries again. */
export class UpstreamRequest implements UpstreamUser {
  readonly stream: RequestStream;
  readonly #side: ProxySide;
  readonly #exchange: UpstreamRequestEvents;
  readonly #client: ClientLink;
  readonly #request: RequestHead;
  readonly #record: ExchangeRecord;
  #destination: Destination | undefined;
  #endpoint: Endpoint | undefined;
  #pool: EndpointPool | undefined;
  #upstream: UpstreamLink | undefined;
  #hasReplacedStale = false;

  constructor(
    side: ProxySide,
    exchange: UpstreamRequestEvents,
    client: ClientLink,
    record: ExchangeRecord,
    framing: BodyFraming,
  ) {
    this.#side = side;
    this.#exchange = exchange;
    this.#client = client;
    this.#request = client.head;
    this.#record = record;
    this.stream = new RequestStream(client, framing);
  }

  get method(): string {
    return this.#request.method;
  }

  get policy(): TrafficPolicy {
    return this.#destination?.policy ?? DEFAULT_TRAFFIC_POLICY;
  }

  /** The endpoint of the last try. */
  get endpoint(): Endpoint | undefined {
    return this.#endpoint;
  }

  get isRequestDone(): boolean {
    return this.stream.isDone;
  }

  get isConnected(): boolean {
    return this.#upstream !== undefined;
  }

  /** Makes the first try. */
  start(destination: Destination): void {
    this.#destination = destination;
    this.#try(destination, false);
  }

  /** The client can take more of the response, or no more for now. */
  resume(): void {
    this.#upstream?.socket.resume();
  }

  pause(): void {
    this.#upstream?.socket.pause();
  }

  /** Gives up what was asked for, or the connection in use. */
  leave(): void {
    this.#exchange.timers.stopTry();
    this.stream.disconnect();
    this.#pool?.release(this);
    this.#pool = undefined;
    this.#upstream?.abandon();
    this.#upstream = undefined;
  }

  onConnection(connection: UpstreamLink): void {
    if (this.#exchange.isEnded) {
      connection.abandon();
      return;
    }
    const record = this.#record;
    this.#upstream = connection;
    record.connectedAfterMs = this.#exchange.elapsedMs();
    record.upstreamLocalAddress = connection.localAddress;
    if (record.direction === 'outbound') {
      record.peerPrincipal = connection.peerPrincipal;
      record.localPrincipal = connection.localPrincipal;
    }
    if (this.method === 'CONNECT') {
      this.#exchange.onConnectTunnel(connection);
      return;
    }
    this.stream.connect(connection, composeRequestHead(this.#request, record));
    if (this.isRequestDone) record.requestSentAfterMs = record.connectedAfterMs;
    this.#startTryTimer();
    // Within the client's own turn the rest of its bytes may follow; it flushes at the end of the turn.
    if (!this.#client.isReading) {
      this.stream.flush();
      this.#client.updateReading();
    }
  }

  onConnectFailure(failure: ConnectFailure): void {
    this.#failTry(failure.cause, failure.reason);
  }

  onUpstreamActive(): void {
    this.#exchange.onUpstreamActive();
  }

  onUpstreamDrain(): void {
    this.#exchange.onUpstreamActive();
    this.#client.updateReading();
  }

  onUpstreamReset(connection: UpstreamLink): void {
    if (this.#exchange.isEnded || this.#destination === undefined) return;
    if (this.#isStale(connection)) {
      this.#hasReplacedStale = true;
      this.leave();
      this.#try(this.#destination, true);
    } else this.#failTry('upstream-reset', undefined);
  }

  onUpstreamFailure(cause: Cause): void {
    this.#failTry(cause, undefined);
  }

  onInformational(head: ResponseHead): void {
    this.#exchange.onInformational(head);
  }

  onSwitchingProtocols(connection: UpstreamLink): boolean {
    return this.#exchange.onSwitchingProtocols(connection);
  }

  onResponseHead(connection: UpstreamLink, framing: BodyFraming): void {
    this.#exchange.timers.stopTry();
    this.#exchange.onResponseHead(connection, framing);
  }

  onResponsePiece(piece: Buffer): void {
    this.#exchange.onResponsePiece(piece);
  }

  onResponseEnd(connection: UpstreamLink): void {
    // The connection has gone its own way: idle, or closed.
    this.#upstream = undefined;
    this.#exchange.onResponseEnd(connection);
  }

  flushResponse(): void {
    this.#exchange.flushResponse();
  }

  #try(destination: Destination, mustBeFresh: boolean): void {
    const { endpoints, policy } = destination;
    const side = this.#side;
    const endpoint = chooseEndpoint(endpoints, side.pools, side.random.fraction, this.#endpoint);
    if (endpoint === undefined) {
      this.#exchange.onUpstreamFailed('no-healthy-upstream', undefined, false);
      return;
    }
    this.#endpoint = endpoint;
    this.#record.attempts++;
    this.#record.upstreamHost = endpoint.hostPort;
    this.#pool = side.pools.getPool(endpoint);
    if (this.#pool.acquire(this, policy, mustBeFresh || this.method === 'CONNECT')) return;
    this.#pool = undefined;
    this.#exchange.onUpstreamFailed('upstream-overflow', undefined, false);
  }

  /** A pooled connection that closes before it says anything was most likely closed already when we took it. */
  #isStale(connection: UpstreamLink): boolean {
    if (connection.served === 0 || this.#hasReplacedStale || this.#exchange.isResponding) return false;
    const { framing, hasSentBody } = this.stream;
    return framing === 0 && !hasSentBody && isIdempotent(this.method);
  }

  #failTry(cause: Cause, reason: string | undefined): void {
    const exchange = this.#exchange;
    const destination = this.#destination;
    if (exchange.isEnded || destination === undefined) return;
    this.leave();
    const { retries } = destination.policy;
    const { attempts } = this.#record;
    const mayRetry = !exchange.isResponding && isRetriable(cause);
    if (!mayRetry || !hasRetryLeft(retries, attempts)) {
      exchange.onUpstreamFailed(cause, reason, mayRetry && retries.attempts > 0);
      return;
    }
    const delayMs = backoffMs(attempts, this.#side.random.fraction());
    exchange.timers.startRetry(delayMs, () => this.#try(destination, true));
  }

  #startTryTimer(): void {
    const { perTryTimeoutMs } = this.policy.retries;
    if (perTryTimeoutMs === undefined) return;
    this.#exchange.timers.startTry(perTryTimeoutMs, () => {
      this.#exchange.onUpstreamFailed('per-try-timeout', undefined, false);
    });
  }
}
