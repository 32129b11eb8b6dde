import { type BodyFraming, CHUNKED } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import type { HttpFault } from '../http1/http-fault';
import type { RequestHead } from '../http1/request-head';
import type { ResponseHead } from '../http1/response-head';
import { chunkSizeLine, dropForbiddenTrailers, lastChunk } from '../http1/write-chunk';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import { chooseEndpoint } from './choose-endpoint';
import type { ClientLink } from './client-link';
import { composeLocalReply } from './compose-local-reply';
import { composeRequestHead } from './compose-request';
import { composeResponseHead, findClientFraming } from './compose-response';
import type { ConnectFailure } from './connect-failure';
import type { ConnectionOptions } from './connection-options';
import type { EndpointPool } from './endpoint-pool';
import type { ExchangeView } from './exchange-view';
import {
  bodyWithReason,
  type Cause,
  detailsAfterStart,
  detailsWithReason,
  LOCAL_REPLIES,
} from './local-reply';
import type { ProxySide } from './proxy-side';
import { backoffMs, hasRetryLeft, isIdempotent, isRetriable } from './retry-schedule';
import { DEFAULT_TRAFFIC_POLICY, type Destination, type Endpoint, type TrafficPolicy } from './routing-table';
import { Tunnel } from './tunnel';
import type { UpstreamLink, UpstreamUser } from './upstream-link';

/**
 * One request and its answer: takes the request through the layers, gets a connection, streams both bodies, and ends
 * exactly once, with a record. Whatever goes wrong comes here as a cause and leaves by `reply` or `abort`.
 */
export class Exchange implements ExchangeView, UpstreamUser {
  readonly side: ProxySide;
  readonly downstream: ClientLink;
  readonly record: ExchangeRecord;
  readonly request: RequestHead;
  readonly requestFraming: BodyFraming;
  readonly connectionOptions: ConnectionOptions;
  readonly startedMs: number;
  /** Last byte in either direction. */
  lastActiveMs: number;

  /** Set by the route layer. */
  destination: Destination | undefined;
  /** The client asked to switch protocols and may. */
  isUpgrade = false;
  /** The request carried peer metadata: the response may carry ours. */
  hasPeerMetadata = false;
  /** Status and headers of the final response, for the layers. */
  responseStatus = 0;
  responseHeaders: HeaderBlock | undefined;
  /** The response's head was pushed to the client. */
  isResponding = false;
  isRequestDone = false;
  isEnded = false;

  #endpoint: Endpoint | undefined;
  #pool: EndpointPool | undefined;
  #upstream: UpstreamLink | undefined;
  #nextLayer = 0;
  /** Body that came before a connection was there. */
  #held: Buffer[] | undefined;
  #hasSentBody = false;
  #hasReplacedStale = false;
  #clientFraming: BodyFraming = 0;
  #mustClose = false;
  #tunnel: Tunnel | undefined;
  #responseTimer: NodeJS.Timeout | undefined;
  #tryTimer: NodeJS.Timeout | undefined;
  #retryTimer: NodeJS.Timeout | undefined;

  constructor(
    side: ProxySide,
    downstream: ClientLink,
    record: ExchangeRecord,
    startedMs: number,
    framing: BodyFraming,
    options: ConnectionOptions,
  ) {
    this.side = side;
    this.downstream = downstream;
    this.record = record;
    this.request = downstream.head;
    this.requestFraming = framing;
    this.connectionOptions = options;
    this.startedMs = startedMs;
    this.lastActiveMs = startedMs;
    this.isRequestDone = framing === 0;
    if (this.isRequestDone) record.requestEndAfterMs = 0;
    side.gauges.requestsInFlight++;
  }

  get method(): string {
    return this.request.method;
  }

  get policy(): TrafficPolicy {
    return this.destination?.policy ?? DEFAULT_TRAFFIC_POLICY;
  }

  /** Where this exchange goes, once chosen. */
  get endpoint(): Endpoint | undefined {
    return this.#endpoint;
  }

  /** The client's body must wait: there is nobody to give it to, or who has it has enough. */
  get isRequestBlocked(): boolean {
    if (this.#upstream !== undefined) return this.#upstream.socket.writableNeedDrain;
    return this.#held !== undefined;
  }

  get isTunnel(): boolean {
    return this.#tunnel !== undefined;
  }

  // --- the request ---

  start(): void {
    this.proceed();
  }

  /** Goes on behind the layer that said `wait`, or from the first one. */
  proceed(): void {
    const layers = this.side.pipeline.request;
    while (this.#nextLayer < layers.length) {
      const verdict = layers[this.#nextLayer++]?.(this);
      if (verdict === 'wait') return;
      if (verdict !== undefined) {
        this.reply(verdict);
        return;
      }
    }
    if (this.isRequestDone) this.#startResponseTimer();
    this.#forward(false);
  }

  onRequestPiece(piece: Buffer): void {
    this.record.requestBodyBytes += piece.length;
    if (this.isEnded) return;
    if (this.record.requestBodyBytes > this.side.limits.bodyBytes) {
      this.failRequest('body-too-large');
      return;
    }
    if (this.#upstream === undefined) {
      this.#held ??= [];
      this.#held.push(piece);
    } else this.#pushRequestPiece(this.#upstream, piece);
  }

  onRequestEnd(trailers: HeaderBlock | undefined): void {
    this.isRequestDone = true;
    if (this.isEnded) return;
    this.record.requestEndAfterMs = this.#elapsed();
    if (trailers !== undefined) dropForbiddenTrailers(trailers);
    if (this.#upstream !== undefined) this.#pushRequestEnd(this.#upstream);
    if (this.destination !== undefined) this.#startResponseTimer();
  }

  /** The request turned out to be broken or too large behind its head. */
  failRequest(cause: HttpFault | 'body-too-large'): void {
    if (this.isEnded) return;
    if (this.isResponding) this.abort(cause);
    else this.reply(cause);
  }

  /** Called when the client's bytes of this turn are read. False: stop reading. */
  flushRequest(): boolean {
    return this.#upstream?.writer.flush() ?? this.#held === undefined;
  }

  // --- the connection to the upstream ---

  onConnection(connection: UpstreamLink): void {
    if (this.isEnded) {
      connection.abandon();
      return;
    }
    this.#upstream = connection;
    this.record.connectedAfterMs = this.#elapsed();
    this.record.upstreamLocalAddress = connection.localAddress;
    if (this.request.method === 'CONNECT') {
      this.#openConnectTunnel(connection);
      return;
    }
    connection.writer.push(composeRequestHead(this.request, this.record));
    for (const piece of this.#held ?? []) this.#pushRequestPiece(connection, piece);
    this.#held = undefined;
    if (this.isRequestDone) this.#pushRequestEnd(connection);
    this.#startTryTimer();
    // Within the client's own turn the rest of its bytes may follow; it flushes at the end of the turn.
    if (!this.downstream.isReading) {
      connection.writer.flush();
      this.downstream.updateReading();
    }
  }

  onConnectFailure(failure: ConnectFailure): void {
    this.#failTry(failure.cause, failure.reason);
  }

  onUpstreamActive(): void {
    this.lastActiveMs = this.side.clock.nowMs();
  }

  onUpstreamDrain(): void {
    this.lastActiveMs = this.side.clock.nowMs();
    this.downstream.updateReading();
  }

  /** The connection closed under us. */
  onUpstreamReset(connection: UpstreamLink): void {
    if (this.isEnded) return;
    if (this.#isStale(connection)) {
      this.#hasReplacedStale = true;
      this.#leaveUpstream();
      this.#forward(true);
    } else this.onUpstreamFailure('upstream-reset');
  }

  onUpstreamFailure(cause: Cause): void {
    this.#failTry(cause, undefined);
  }

  // --- the response ---

  onInformational(head: ResponseHead): void {
    if (this.isEnded || this.request.minor === 0) return;
    this.#push(composeResponseHead(this.request.minor, head, 'informational'));
  }

  onResponseHead(connection: UpstreamLink, framing: BodyFraming): void {
    this.record.responseStartAfterMs = this.#elapsed();
    clearTimeout(this.#tryTimer);
    const { head } = connection;
    this.#clientFraming = findClientFraming(this.request.minor, framing);
    this.#mustClose = this.#mustClose || !this.downstream.canKeepAlive(this.#clientFraming);
    this.#startResponse(head.status, head.headers);
    this.#push(
      composeResponseHead(
        this.request.minor,
        head,
        this.#mustClose ? 'close' : 'keep-alive',
        this.#clientFraming,
      ),
    );
  }

  readonly onResponsePiece = (piece: Buffer): void => {
    this.record.responseBodyBytes += piece.length;
    if (this.#clientFraming !== CHUNKED) {
      this.#push(piece);
      return;
    }
    this.#push(chunkSizeLine(piece.length));
    this.#push(piece);
    this.#push('\r\n');
  };

  onResponseEnd(connection: UpstreamLink): void {
    this.record.responseEndAfterMs = this.#elapsed();
    const { trailers } = connection;
    if (trailers !== undefined) dropForbiddenTrailers(trailers);
    if (this.#clientFraming === CHUNKED) this.#push(lastChunk(trailers));
    this.#upstream = undefined;
    this.#finish();
  }

  /** The response's bytes of this turn are pushed. */
  flushResponse(): void {
    if (!this.downstream.writer.flush() && this.#upstream !== undefined) this.#upstream.socket.pause();
  }

  onDownstreamDrain(): void {
    this.lastActiveMs = this.side.clock.nowMs();
    this.#upstream?.socket.resume();
  }

  /** True when the upstream may switch: the client asked for it. */
  onSwitchingProtocols(connection: UpstreamLink): boolean {
    if (!this.isUpgrade || !this.isRequestDone) return false;
    this.record.responseStartAfterMs = this.#elapsed();
    this.#stopTimers();
    this.#startResponse(101, connection.head.headers);
    this.#push(composeResponseHead(this.request.minor, connection.head, 'upgrade'));
    this.#startTunnel(connection);
    return true;
  }

  // --- the ends ---

  /** Answers by itself. */
  reply(cause: Cause, reason?: string): void {
    if (this.isEnded) return;
    const reply = LOCAL_REPLIES[cause];
    const { record } = this;
    this.#leaveUpstream();
    this.#addFlags(reply.flags);
    record.details = detailsWithReason(cause, reason);
    record.upstreamTransportFailureReason = reason?.replaceAll(' ', '_');
    this.#mustClose = !this.isRequestDone || reply.flags === 'DPE' || !this.downstream.canKeepAlive(0);
    const body = bodyWithReason(cause, reason, record.attempts > 1);
    const { headers, head } = composeLocalReply(reply, body);
    this.#startResponse(reply.code, headers);
    this.#push(head(this.#mustClose));
    if (this.request.method !== 'HEAD') {
      this.#push(body);
      record.responseBodyBytes += body.length;
    }
    this.#finish();
    this.downstream.flushOutside();
  }

  /** Gives up without an answer, or in the middle of one: the client's connection is cut. */
  abort(cause: Cause): void {
    if (this.isEnded) return;
    this.#addFlags(LOCAL_REPLIES[cause].flags);
    this.record.details = this.isResponding ? detailsAfterStart(cause) : LOCAL_REPLIES[cause].details;
    this.#end();
    this.downstream.destroy();
  }

  /** The client left. */
  onDownstreamGone(): void {
    if (this.#tunnel !== undefined) this.#tunnel.onDownstreamClose();
    else this.abort('client-gone');
  }

  /** No byte moved for too long. */
  onIdle(): void {
    const cause = this.isRequestDone ? 'response-idle' : 'request-idle';
    if (this.isResponding) this.abort(cause);
    else this.reply(cause);
  }

  #forward(mustBeFresh: boolean): void {
    const { destination, side } = this;
    if (destination === undefined) {
      this.reply('route-not-found');
      return;
    }
    const draw = side.random.fraction;
    const endpoint = chooseEndpoint(destination.endpoints, side.pools, draw, this.#endpoint);
    if (endpoint === undefined) {
      this.reply('no-healthy-upstream');
      return;
    }
    this.#endpoint = endpoint;
    this.record.attempts++;
    this.record.upstreamHost = endpoint.hostPort;
    this.#pool = side.pools.getPool(endpoint);
    const isFresh = mustBeFresh || this.request.method === 'CONNECT';
    if (!this.#pool.acquire(this, destination.policy, isFresh)) {
      this.#pool = undefined;
      this.reply('upstream-overflow');
    }
  }

  #pushRequestPiece(connection: UpstreamLink, piece: Buffer): void {
    this.#hasSentBody = true;
    const { writer } = connection;
    if (this.requestFraming !== CHUNKED) {
      writer.push(piece);
      return;
    }
    writer.push(chunkSizeLine(piece.length));
    writer.push(piece);
    writer.push('\r\n');
  }

  #pushRequestEnd(connection: UpstreamLink): void {
    if (this.requestFraming === CHUNKED) connection.writer.push(lastChunk(this.downstream.trailers));
    this.record.requestSentAfterMs = this.#elapsed();
  }

  /** A pooled connection that closes before it says anything was most likely closed already when we took it. */
  #isStale(connection: UpstreamLink): boolean {
    if (connection.served === 0 || this.#hasReplacedStale || this.isResponding) return false;
    return !this.#hasSentBody && this.requestFraming === 0 && isIdempotent(this.request.method);
  }

  #failTry(cause: Cause, reason: string | undefined): void {
    if (this.isEnded) return;
    this.#leaveUpstream();
    const { retries } = this.policy;
    if (this.isResponding) this.abort(cause);
    else if (!isRetriable(cause)) this.reply(cause, reason);
    else if (hasRetryLeft(retries, this.record.attempts)) this.#retryLater();
    else {
      if (retries.attempts > 0) this.#addFlags('URX');
      this.reply(cause, reason);
    }
  }

  #retryLater(): void {
    const delayMs = backoffMs(this.record.attempts, this.side.random.fraction());
    this.#retryTimer = setTimeout(() => this.#forward(true), delayMs);
  }

  #leaveUpstream(): void {
    clearTimeout(this.#tryTimer);
    this.#pool?.release(this);
    this.#pool = undefined;
    this.#upstream?.abandon();
    this.#upstream = undefined;
  }

  #startResponse(status: number, headers: HeaderBlock): void {
    this.responseStatus = status;
    this.responseHeaders = headers;
    this.record.responseCode = status;
    this.record.details ??= 'via_upstream';
    const layers = this.side.pipeline.response;
    for (let i = 0; i < layers.length; i++) layers[i]?.(this);
    this.isResponding = true;
  }

  #openConnectTunnel(connection: UpstreamLink): void {
    this.#stopTimers();
    this.record.responseCode = 200;
    this.record.details = 'via_upstream';
    this.isResponding = true;
    this.#push('HTTP/1.1 200 Connection Established\r\n\r\n');
    this.#startTunnel(connection);
  }

  #startTunnel(connection: UpstreamLink): void {
    this.#tunnel = new Tunnel(this.side, this.record, this.downstream, connection, (received, sent) => {
      this.#onTunnelClosed(received, sent);
    });
    connection.startTunnel(this.#tunnel);
    this.downstream.startTunnel(this.#tunnel);
  }

  /** The tunnel closed; its bytes count as bodies. */
  #onTunnelClosed(receivedBytes: number, sentBytes: number): void {
    const { record } = this;
    record.requestBytes += receivedBytes;
    record.requestBodyBytes += receivedBytes;
    record.responseBytes += sentBytes;
    record.responseBodyBytes += sentBytes;
    record.responseEndAfterMs = this.#elapsed();
    this.#end();
  }

  #push(part: string | Buffer): void {
    this.record.responseBytes += part.length;
    this.downstream.writer.push(part);
  }

  #startResponseTimer(): void {
    const { timeoutMs } = this.policy;
    if (timeoutMs === undefined || this.#responseTimer !== undefined || this.isEnded) return;
    this.#responseTimer = setTimeout(() => this.#onTimeout('response-timeout'), timeoutMs);
  }

  #startTryTimer(): void {
    const { perTryTimeoutMs } = this.policy.retries;
    if (perTryTimeoutMs === undefined) return;
    this.#tryTimer = setTimeout(() => this.#onTimeout('per-try-timeout'), perTryTimeoutMs);
  }

  #onTimeout(cause: 'response-timeout' | 'per-try-timeout'): void {
    if (this.isResponding) this.abort(cause);
    else this.reply(cause);
  }

  #stopTimers(): void {
    clearTimeout(this.#responseTimer);
    clearTimeout(this.#tryTimer);
    clearTimeout(this.#retryTimer);
  }

  #addFlags(flags: string): void {
    const { record } = this;
    if (flags === '-') return;
    record.flags = record.flags === '-' ? flags : `${flags},${record.flags}`;
  }

  #elapsed(): number {
    return this.side.clock.nowMs() - this.startedMs;
  }

  #finish(): void {
    if (this.isEnded) return;
    this.#end();
    this.downstream.onExchangeEnd(this.#mustClose || !this.isRequestDone);
  }

  #end(): void {
    this.isEnded = true;
    this.#stopTimers();
    this.#leaveUpstream();
    this.#held = undefined;
    this.record.durationMs = this.#elapsed();
    this.side.gauges.requestsInFlight--;
    const layers = this.side.pipeline.end;
    for (let i = 0; i < layers.length; i++) layers[i]?.(this);
  }
}
