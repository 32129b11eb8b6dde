import type { RetryPlan } from '../../lib/mesh/routing/retry-plan';
import { backoffMs } from '../../lib/mesh/traffic/backoff';
import { isRetriableFailure, isRetriableResponse } from '../../lib/mesh/traffic/judge-retry';
import type { BodyFraming } from '../http1/body-framing';
import type { RequestHead } from '../http1/request-head';
import type { ResponseHead } from '../http1/response-head';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import { avoidsTried, chooseHost } from './choose-host';
import type { ClientLink } from './client-link';
import type { ClusterHost } from './cluster/cluster-host';
import type { Endpoint } from './cluster/cluster-spec';
import { composeRequestHead } from './compose-request';
import type { ConnectFailure } from './connect-failure';
import type { ExchangeTimers } from './exchange-timers';
import { findRetryRefusal } from './find-retry-refusal';
import { judgedResponseOf, outcomeOf } from './judge-response';
import type { Cause } from './local-reply';
import type { ProxySide } from './proxy-side';
import { RequestStream } from './request-stream';
import type { Sending } from './sending';
import { isIdempotent, tryFailureOf } from './try-failure';
import type { UpstreamLink, UpstreamUser } from './upstream-link';

/** What became of a request that was sent; told to the exchange it belongs to. */
export interface UpstreamRequestEvents {
  readonly isEnded: boolean;
  readonly isResponding: boolean;
  readonly timers: ExchangeTimers;
  readonly path: string;
  readonly isUpgrade: boolean;
  onUpstreamActive(): void;
  onInformational(head: ResponseHead): void;
  onSwitchingProtocols(connection: UpstreamLink): boolean;
  onConnectTunnel(connection: UpstreamLink): void;
  onResponseHead(connection: UpstreamLink, framing: BodyFraming): void;
  onResponsePiece(piece: Buffer): void;
  onResponseEnd(connection: UpstreamLink): void;
  flushResponse(): void;
  /** Nothing came of it: answers in its place, or cuts off what was begun. */
  reply(cause: Cause, reason: string | undefined): void;
  addFlags(flags: string): void;
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
  #sending: Sending | undefined;
  #host: ClusterHost | undefined;
  /** Holds or awaits a connection of the host's pool. */
  #isAsking = false;
  #tried: ClusterHost[] | undefined;
  #retries = 0;
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

  /** The endpoint of the last try. */
  get endpoint(): Endpoint | undefined {
    return this.#host?.endpoint;
  }

  get isRequestDone(): boolean {
    return this.stream.isDone;
  }

  get clientProtocol(): UpstreamUser['clientProtocol'] {
    if (this.#exchange.isUpgrade || this.method === 'CONNECT') return 'no-http2';
    return this.#record.protocol === 'HTTP/2' ? 'http2' : 'http1';
  }

  get client(): ExchangeRecord {
    return this.#record;
  }

  get isConnected(): boolean {
    return this.#upstream !== undefined;
  }

  /** Makes the first try. */
  start(sending: Sending): void {
    this.#sending = sending;
    if (sending.retries !== undefined || sending.mirrors.length > 0)
      this.stream.keep(this.#side.limits.keptBodyBytes);
    this.#try(sending, false);
  }

  /** The client can take more of the response, or no more for now. */
  resume(): void {
    this.#upstream?.resume();
  }

  pause(): void {
    this.#upstream?.pause();
  }

  /** The exchange is over: gives up whatever is still held. */
  end(): void {
    this.leave();
    this.stream.forget();
    if (this.#retries > 0 && this.#sending !== undefined) this.#sending.cluster.counts.retries--;
    this.#retries = 0;
  }

  /** Gives up what was asked for, or the connection in use. */
  leave(): void {
    this.#exchange.timers.stopTry();
    this.stream.disconnect();
    if (this.#isAsking && this.#host !== undefined) {
      this.#isAsking = false;
      this.#host.activeRequests--;
      this.#host.pool.release(this);
    }
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
    this.stream.connect(connection, composeRequestHead(this.#request, record, this.#exchange.path));
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
    if (this.#exchange.isEnded || this.#sending === undefined) return;
    if (this.#isStale(connection)) {
      this.#hasReplacedStale = true;
      this.leave();
      this.#try(this.#sending, true);
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
    const { head } = connection;
    const sending = this.#sending;
    if (sending !== undefined && this.#host !== undefined) {
      if (sending.cluster.spec.policy.outliers !== undefined) {
        sending.cluster.report(this.#host, outcomeOf(head));
      }
      const { retries } = sending;
      if (retries !== undefined && isRetriableResponse(retries, judgedResponseOf(head))) {
        if (this.#retry(sending, retries)) return;
      }
    }
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

  #try(sending: Sending, mustBeFresh: boolean): void {
    const host = chooseHost(sending, this.#tried);
    if (host === undefined) {
      this.#exchange.reply('no-healthy-upstream', undefined);
      return;
    }
    this.#host = host;
    this.#record.attempts++;
    this.#record.upstreamHost = host.key;
    this.#isAsking = true;
    host.activeRequests++;
    host.totalRequests++;
    if (host.pool.acquire(this, mustBeFresh || this.method === 'CONNECT')) return;
    this.#isAsking = false;
    host.activeRequests--;
    this.#exchange.reply('upstream-overflow', undefined);
  }

  /** A pooled connection that closes before it says anything was most likely closed already when we took it. */
  #isStale(connection: UpstreamLink): boolean {
    if (connection.served === 0 || this.#hasReplacedStale || this.#exchange.isResponding) return false;
    const { framing, hasSentBody } = this.stream;
    return framing === 0 && !hasSentBody && isIdempotent(this.method);
  }

  #failTry(cause: Cause, reason: string | undefined): void {
    const exchange = this.#exchange;
    const sending = this.#sending;
    if (exchange.isEnded || sending === undefined) return;
    const failure = tryFailureOf(cause);
    if (failure !== undefined && failure !== 'overflow' && this.#host !== undefined) {
      sending.cluster.report(this.#host, { kind: 'local-failure' });
    }
    const { retries } = sending;
    const mayTryAgain =
      retries !== undefined && failure !== undefined && isRetriableFailure(retries, failure);
    if (mayTryAgain && !exchange.isResponding && this.#retry(sending, retries)) return;
    this.leave();
    exchange.reply(cause, reason);
  }

  /** Begins another try. False: there is none left, or no room for it; the flags say which. */
  #retry(sending: Sending, retries: RetryPlan): boolean {
    if (!this.stream.canReplay) return false;
    const { cluster } = sending;
    const refusal = findRetryRefusal(retries, cluster, this.#retries);
    if (refusal !== undefined) {
      this.#exchange.addFlags(refusal);
      return false;
    }
    if (this.#retries++ === 0) cluster.counts.retries++;
    if ((retries.toRemoteLocalities || avoidsTried(retries, cluster)) && this.#host !== undefined) {
      this.#tried = [...(this.#tried ?? []), this.#host];
    }
    this.leave();
    const delayMs = backoffMs(retries, this.#retries, this.#side.random.fraction());
    this.#exchange.timers.startRetry(delayMs, () => this.#try(sending, true));
    return true;
  }

  #startTryTimer(): void {
    const perTryTimeoutMs = this.#sending?.retries?.perTryTimeoutMs;
    if (perTryTimeoutMs === undefined) return;
    this.#exchange.timers.startTry(perTryTimeoutMs, () => this.#failTry('per-try-timeout', undefined));
  }
}
