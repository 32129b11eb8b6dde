import type { BodyFraming } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import type { HttpFault } from '../http1/http-fault';
import type { RequestHead } from '../http1/request-head';
import type { ResponseHead } from '../http1/response-head';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import { chooseEndpoint } from './choose-endpoint';
import type { ClientLink } from './client-link';
import { composeLocalReply } from './compose-local-reply';
import { composeRequestHead } from './compose-request';
import { composeResponseHead, findClientFraming } from './compose-response';
import type { ConnectFailure } from './connect-failure';
import type { ConnectionOptions } from './connection-options';
import type { EndpointPool } from './endpoint-pool';
import { ExchangeTimers } from './exchange-timers';
import type { ExchangeView } from './exchange-view';
import {
  bodyWithReason,
  type Cause,
  detailsAfterStart,
  detailsWithReason,
  LOCAL_REPLIES,
} from './local-reply';
import type { ProxySide } from './proxy-side';
import { RequestStream } from './request-stream';
import { ResponseStream } from './response-stream';
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
  readonly record: ExchangeRecord;
  readonly request: RequestHead;
  readonly connectionOptions: ConnectionOptions;
  /** Last byte in either direction. */
  lastActiveMs: number;
  destination: Destination | undefined;
  isUpgrade = false;
  hasPeerMetadata = false;
  responseStatus = 0;
  responseHeaders: HeaderBlock | undefined;
  /** The response's head was pushed to the client. */
  isResponding = false;
  isEnded = false;

  readonly #client: ClientLink;
  readonly #startedMs: number;
  readonly #requestStream: RequestStream;
  readonly #responseStream: ResponseStream;
  /** Most exchanges never need one. */
  #timers: ExchangeTimers | undefined;
  #endpoint: Endpoint | undefined;
  #pool: EndpointPool | undefined;
  #upstream: UpstreamLink | undefined;
  #tunnel: Tunnel | undefined;
  #nextLayer = 0;
  #hasReplacedStale = false;
  #mustClose = false;
  /** The client had ended its side before the response started: if it is gone now, it was gone then. */
  #hadLeft = false;

  constructor(
    side: ProxySide,
    client: ClientLink,
    record: ExchangeRecord,
    startedMs: number,
    framing: BodyFraming,
    options: ConnectionOptions,
  ) {
    this.side = side;
    this.record = record;
    this.request = client.head;
    this.connectionOptions = options;
    this.lastActiveMs = startedMs;
    this.#client = client;
    this.#startedMs = startedMs;
    this.#requestStream = new RequestStream(client, framing);
    this.#responseStream = new ResponseStream(client.writer, record);
    if (this.#requestStream.isDone) record.requestEndAfterMs = 0;
    side.gauges.requestsInFlight++;
  }

  get method(): string {
    return this.request.method;
  }

  get policy(): TrafficPolicy {
    return this.destination?.policy ?? DEFAULT_TRAFFIC_POLICY;
  }

  get endpoint(): Endpoint | undefined {
    return this.#endpoint;
  }

  get isRequestDone(): boolean {
    return this.#requestStream.isDone;
  }

  /** The client's body must wait. */
  get isRequestBlocked(): boolean {
    return this.#requestStream.isBlocked;
  }

  // The request.

  /** Takes the request through the layers, or on behind the one that said `wait`, and then to the upstream. */
  proceed(): void {
    if (this.isEnded) return;
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
    if (this.isEnded) return;
    this.record.requestBodyBytes += piece.length;
    if (this.record.requestBodyBytes > this.side.limits.bodyBytes) this.failRequest('body-too-large');
    else this.#requestStream.push(piece);
  }

  onRequestEnd(): void {
    this.#requestStream.end();
    if (this.isEnded) return;
    this.record.requestEndAfterMs = this.#elapsed();
    if (this.#upstream !== undefined) this.record.requestSentAfterMs = this.record.requestEndAfterMs;
    if (this.destination !== undefined) this.#startResponseTimer();
  }

  /** The request turned out to be broken or too large behind its head. */
  failRequest(cause: HttpFault | 'body-too-large'): void {
    if (this.isResponding) this.abort(cause);
    else this.reply(cause);
  }

  /** The client's bytes of this turn are read. False: it must wait. */
  flushRequest(): boolean {
    return this.#requestStream.flush();
  }

  // The connection to the upstream.

  onConnection(connection: UpstreamLink): void {
    if (this.isEnded) {
      connection.abandon();
      return;
    }
    this.#upstream = connection;
    this.record.connectedAfterMs = this.#elapsed();
    this.record.upstreamLocalAddress = connection.localAddress;
    if (this.method === 'CONNECT') {
      this.#openConnectTunnel(connection);
      return;
    }
    this.#requestStream.connect(connection, composeRequestHead(this.request, this.record));
    if (this.isRequestDone) this.record.requestSentAfterMs = this.record.connectedAfterMs;
    this.#startTryTimer();
    // Within the client's own turn the rest of its bytes may follow; it flushes at the end of the turn.
    if (!this.#client.isReading) {
      this.#requestStream.flush();
      this.#client.updateReading();
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
    this.#client.updateReading();
  }

  onUpstreamReset(connection: UpstreamLink): void {
    if (this.isEnded) return;
    if (this.#isStale(connection)) {
      this.#hasReplacedStale = true;
      this.#leaveUpstream();
      this.#forward(true);
    } else this.#failTry('upstream-reset', undefined);
  }

  onUpstreamFailure(cause: Cause): void {
    this.#failTry(cause, undefined);
  }

  // The response.

  onInformational(head: ResponseHead): void {
    if (this.isEnded || this.request.minor === 0) return;
    this.#responseStream.pushText(composeResponseHead(this.request.minor, head, 'informational'));
  }

  onResponseHead(connection: UpstreamLink, upstreamFraming: BodyFraming): void {
    this.record.responseStartAfterMs = this.#elapsed();
    this.#timers?.stopTry();
    const { head } = connection;
    const framing = findClientFraming(this.request.minor, upstreamFraming);
    this.#responseStream.framing = framing;
    this.#mustClose = !this.#client.canKeepAlive(framing);
    this.#startResponse(head.status, head.headers);
    const kind = this.#mustClose ? 'close' : 'keep-alive';
    this.#responseStream.pushText(composeResponseHead(this.request.minor, head, kind, framing));
  }

  onResponsePiece(piece: Buffer): void {
    this.#responseStream.pushBody(piece);
  }

  onResponseEnd(connection: UpstreamLink): void {
    this.record.responseEndAfterMs = this.#elapsed();
    this.#responseStream.end(connection.trailers);
    // The connection has gone its own way: idle, or closed.
    this.#upstream = undefined;
    this.#finish();
  }

  flushResponse(): void {
    if (!this.#responseStream.flush()) this.#upstream?.socket.pause();
  }

  onDownstreamDrain(): void {
    this.lastActiveMs = this.side.clock.nowMs();
    this.#upstream?.socket.resume();
  }

  onSwitchingProtocols(connection: UpstreamLink): boolean {
    if (!this.isUpgrade || !this.isRequestDone) return false;
    this.record.responseStartAfterMs = this.#elapsed();
    this.#timers?.stop();
    this.#startResponse(101, connection.head.headers);
    this.#responseStream.pushText(composeResponseHead(this.request.minor, connection.head, 'upgrade'));
    this.#startTunnel(connection);
    return true;
  }

  // The ends.

  reply(cause: Cause, reason?: string): void {
    if (this.isEnded) return;
    const reply = LOCAL_REPLIES[cause];
    const { record } = this;
    this.#leaveUpstream();
    this.#addFlags(reply.flags);
    record.details = detailsWithReason(cause, reason);
    record.upstreamTransportFailureReason = reason?.replaceAll(' ', '_');
    this.#mustClose = !this.isRequestDone || reply.flags === 'DPE' || !this.#client.canKeepAlive(0);
    const body = bodyWithReason(cause, reason, record.attempts > 1);
    const { headers, head } = composeLocalReply(reply, body);
    this.#startResponse(reply.code, headers);
    this.#responseStream.pushText(head(this.#mustClose));
    if (this.method !== 'HEAD') this.#responseStream.pushBody(Buffer.from(body, 'latin1'));
    this.#finish();
    this.#client.flushOutside();
  }

  /** Gives up without an answer, or in the middle of one: the client's connection is cut. */
  abort(cause: Cause): void {
    if (this.isEnded) return;
    const { flags, details } = LOCAL_REPLIES[cause];
    this.#addFlags(flags);
    this.record.details = this.isResponding ? detailsAfterStart(cause) : details;
    if (this.#hadLeft) this.record.responseCode = 0;
    this.#end();
    this.#client.destroy();
  }

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
    const { destination, side, record } = this;
    if (destination === undefined) {
      this.reply('route-not-found');
      return;
    }
    const endpoint = chooseEndpoint(destination.endpoints, side.pools, side.random.fraction, this.#endpoint);
    if (endpoint === undefined) {
      this.reply('no-healthy-upstream');
      return;
    }
    this.#endpoint = endpoint;
    record.attempts++;
    record.upstreamHost = endpoint.hostPort;
    this.#pool = side.pools.getPool(endpoint);
    if (this.#pool.acquire(this, destination.policy, mustBeFresh || this.method === 'CONNECT')) return;
    this.#pool = undefined;
    this.reply('upstream-overflow');
  }

  /** A pooled connection that closes before it says anything was most likely closed already when we took it. */
  #isStale(connection: UpstreamLink): boolean {
    if (connection.served === 0 || this.#hasReplacedStale || this.isResponding) return false;
    const { framing, hasSentBody } = this.#requestStream;
    return framing === 0 && !hasSentBody && isIdempotent(this.method);
  }

  #failTry(cause: Cause, reason: string | undefined): void {
    if (this.isEnded) return;
    this.#leaveUpstream();
    const { retries } = this.policy;
    const { attempts } = this.record;
    if (this.isResponding) this.abort(cause);
    else if (isRetriable(cause) && hasRetryLeft(retries, attempts)) {
      this.#timers ??= new ExchangeTimers();
      this.#timers.startRetry(backoffMs(attempts, this.side.random.fraction()), () => this.#forward(true));
    } else {
      if (isRetriable(cause) && retries.attempts > 0) this.#addFlags('URX');
      this.reply(cause, reason);
    }
  }

  #leaveUpstream(): void {
    this.#timers?.stopTry();
    this.#requestStream.disconnect();
    this.#pool?.release(this);
    this.#pool = undefined;
    this.#upstream?.abandon();
    this.#upstream = undefined;
  }

  #startResponse(status: number, headers: HeaderBlock): void {
    this.#hadLeft = this.#client.isLastRequest;
    this.responseStatus = status;
    this.responseHeaders = headers;
    this.record.responseCode = status;
    this.record.details ??= 'via_upstream';
    const layers = this.side.pipeline.response;
    for (let i = 0; i < layers.length; i++) layers[i]?.(this);
    this.isResponding = true;
  }

  #openConnectTunnel(connection: UpstreamLink): void {
    this.#timers?.stop();
    this.record.responseCode = 200;
    this.record.details = 'via_upstream';
    this.isResponding = true;
    this.#responseStream.pushText('HTTP/1.1 200 Connection Established\r\n\r\n');
    this.#startTunnel(connection);
  }

  #startTunnel(connection: UpstreamLink): void {
    this.#tunnel = new Tunnel(this.side, this.record, this.#client, connection, (received, sent) => {
      this.#onTunnelClosed(received, sent);
    });
    connection.startTunnel(this.#tunnel);
    this.#client.startTunnel(this.#tunnel);
  }

  /** The tunnel's bytes count as bodies. */
  #onTunnelClosed(receivedBytes: number, sentBytes: number): void {
    const { record } = this;
    record.requestBytes += receivedBytes;
    record.requestBodyBytes += receivedBytes;
    record.responseBytes += sentBytes;
    record.responseBodyBytes += sentBytes;
    record.responseEndAfterMs = this.#elapsed();
    this.#end();
  }

  #startResponseTimer(): void {
    const { timeoutMs } = this.policy;
    if (timeoutMs === undefined || this.isEnded) return;
    this.#timers ??= new ExchangeTimers();
    this.#timers.startResponse(timeoutMs, () => this.#onTimeout('response-timeout'));
  }

  #startTryTimer(): void {
    const { perTryTimeoutMs } = this.policy.retries;
    if (perTryTimeoutMs === undefined) return;
    this.#timers ??= new ExchangeTimers();
    this.#timers.startTry(perTryTimeoutMs, () => this.#onTimeout('per-try-timeout'));
  }

  #onTimeout(cause: 'response-timeout' | 'per-try-timeout'): void {
    if (this.isResponding) this.abort(cause);
    else this.reply(cause);
  }

  #addFlags(flags: string): void {
    const { record } = this;
    if (flags === '-') return;
    record.flags = record.flags === '-' ? flags : `${flags},${record.flags}`;
  }

  #elapsed(): number {
    return this.side.clock.nowMs() - this.#startedMs;
  }

  #finish(): void {
    if (this.#client.isLastRequest) {
      this.#leaveUpstream();
      this.#client.probe((isThere) => (isThere ? this.#endWithClient() : this.abort('client-gone')));
    } else this.#endWithClient();
  }

  #endWithClient(): void {
    if (this.isEnded) return;
    this.#end();
    this.#client.onExchangeEnd(this.#mustClose || !this.isRequestDone);
  }

  #end(): void {
    this.isEnded = true;
    this.#timers?.stop();
    this.#leaveUpstream();
    this.#requestStream.forget();
    this.record.durationMs = this.#elapsed();
    this.side.gauges.requestsInFlight--;
    const layers = this.side.pipeline.end;
    for (let i = 0; i < layers.length; i++) layers[i]?.(this);
  }
}
