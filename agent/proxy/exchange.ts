import { type BodyFraming, NO_BODY } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import { Header } from '../http1/header-id';
import type { ResponseHead } from '../http1/response-head';
import { type GrpcMessages, noteMessages, openMessages } from '../http2/grpc-messages';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import { BodyGathering, type GatheredBody } from './body-gathering';
import { isGrpc } from './body-kind';
import type { ClientLink } from './client-link';
import type { Endpoint } from './cluster/cluster-spec';
import { composeLocalReply } from './compose-local-reply';
import { composeRequestHead } from './compose-request';
import type { ConnectionOptions } from './connection-options';
import { ExchangeState } from './exchange-state';
import { ExchangeTimers } from './exchange-timers';
import { ExchangeTunnel } from './exchange-tunnel';
import type { ExchangeView } from './exchange-view';
import {
  type Cause,
  detailsAfterStart,
  explainCause,
  LOCAL_REPLIES,
  type LocalAnswer,
  mustCloseAfter,
} from './local-reply';
import { sendMirrors } from './mirror-request';
import type { ProxySide } from './proxy-side';
import type { Sending } from './sending';
import type { UpstreamLink } from './upstream-link';
import { UpstreamRequest, type UpstreamRequestEvents } from './upstream-request';

/**
 * One request and its answer: takes the request through the layers, has it sent, streams the answer, and ends exactly
 * once, with a record. Whatever goes wrong comes here as a cause and leaves by `reply` or `abort`.
 */
export class Exchange extends ExchangeState implements ExchangeView, UpstreamRequestEvents {
  readonly timers = new ExchangeTimers();
  /** Last byte in either direction. */
  lastActiveMs: number;
  isEnded = false;

  readonly #upstream: UpstreamRequest;
  #tunnel: ExchangeTunnel | undefined;
  /** Of gRPC alone. */
  readonly #messages: GrpcMessages | undefined;
  #gathering: BodyGathering | undefined;
  #copiedHead = '';
  #nextLayer = 0;

  constructor(
    side: ProxySide,
    client: ClientLink,
    record: ExchangeRecord,
    startedMs: number,
    framing: BodyFraming,
    options: ConnectionOptions,
  ) {
    super(side, client, record, startedMs, options);
    this.lastActiveMs = startedMs;
    this.#upstream = new UpstreamRequest(side, this, client, record, framing);
    this.#messages = openMessages(client.head);
    if (this.isRequestDone) record.requestEndAfterMs = 0;
    side.gauges.requestsInFlight++;
  }

  get endpoint(): Endpoint | undefined {
    return this.#upstream.endpoint;
  }

  get isRequestDone(): boolean {
    return this.#upstream.isRequestDone;
  }

  /** The client's body must wait. */
  get isRequestBlocked(): boolean {
    return this.#upstream.stream.isBlocked;
  }

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
    if (this.sending === undefined) this.reply('route-not-found');
    else this.#send(this.sending);
  }

  /** Goes on with the layers in a while. */
  delay(delayMs: number): void {
    this.timers.startDelay(delayMs, () => this.proceed());
  }

  gatherBody(maxBytes: number, onGathered: (body: GatheredBody) => void): void {
    this.#gathering = new BodyGathering(this.#upstream.stream, maxBytes, onGathered);
    this.#gathering.invite(this.request, this.answer);
    this.#gathering.check();
  }

  onRequestPiece(piece: Buffer): void {
    if (this.isEnded) return;
    this.record.requestBodyBytes += piece.length;
    this.#messages?.request.push(piece);
    if (this.record.requestBodyBytes > this.side.limits.bodyBytes) this.reply('body-too-large');
    else this.#upstream.stream.push(piece);
    if (!this.isEnded) this.#gathering?.check();
  }

  onRequestEnd(): void {
    this.#upstream.stream.end();
    if (this.isEnded) return;
    this.record.requestEndAfterMs = this.elapsedMs();
    if (this.#upstream.isConnected) this.record.requestSentAfterMs = this.record.requestEndAfterMs;
    this.#gathering?.check();
    if (this.sending !== undefined) this.#onWholeRequest(this.sending);
  }

  /** The client's bytes of this turn are read. False: it must wait. */
  flushRequest(): boolean {
    return this.#upstream.stream.flush();
  }

  onUpstreamActive(): void {
    this.lastActiveMs = this.side.clock.nowMs();
  }

  onInformational(head: ResponseHead): void {
    if (!this.isEnded) this.answer.pushInformational(head);
  }

  onResponseHead({ head }: UpstreamLink, upstreamFraming: BodyFraming): void {
    this.record.responseStartAfterMs = this.elapsedMs();
    this.answer.frame(upstreamFraming);
    this.#startResponse(head.status, head.headers);
    this.answer.pushHead(head);
  }

  onResponsePiece(piece: Buffer): void {
    this.#messages?.response.push(piece);
    this.answer.pushBody(piece);
  }

  onResponseEnd(connection: UpstreamLink): void {
    this.record.responseEndAfterMs = this.elapsedMs();
    this.record.grpcStatus = connection.trailers?.find(Header.grpcStatus) ?? this.record.grpcStatus;
    this.answer.end(connection.trailers);
    this.#finish();
  }

  flushResponse(): void {
    if (!this.answer.flush()) this.#upstream.pause();
  }

  onDownstreamDrain(): void {
    this.lastActiveMs = this.side.clock.nowMs();
    this.#upstream.resume();
  }

  onSwitchingProtocols(connection: UpstreamLink): boolean {
    if (!this.isUpgrade || !this.isRequestDone) return false;
    this.record.responseStartAfterMs = this.elapsedMs();
    this.timers.stop();
    this.#startResponse(101, connection.head.headers);
    this.answer.pushUpgrade(connection.head);
    this.#startTunnel(connection, false);
    return true;
  }

  awaitServerName(onName: (serverName: string) => void): void {
    this.#openTunnel().awaitServerName((serverName) => {
      onName(serverName);
      this.proceed();
    });
  }

  onConnectTunnel(connection: UpstreamLink): void {
    this.timers.stop();
    this.#startTunnel(connection, true);
  }

  /** Behind a head that left already there is nothing to say: the client is cut off. */
  reply(answer: LocalAnswer, reason?: string): void {
    if (this.isEnded) return;
    if (this.isResponding) {
      this.abort(typeof answer === 'string' ? answer : 'route-not-found');
      return;
    }
    const { record } = this;
    this.#upstream.leave();
    const reply = typeof answer === 'string' ? explainCause(answer, reason, record.attempts > 1) : answer;
    this.addFlags(reply.flags);
    record.details = reply.details;
    record.upstreamTransportFailureReason = reason?.replaceAll(' ', '_');
    const isWhole = this.isRequestDone && !mustCloseAfter(reply);
    this.answer.mustClose = !isWhole || !this.client.canKeepAlive(NO_BODY);
    const composed = composeLocalReply(reply, isGrpc(record.contentType));
    this.#startResponse(composed.code, composed.headers);
    record.grpcStatus = composed.grpcStatus;
    this.answer.pushReply(composed);
    this.#finish();
    this.client.flushOutside();
  }

  /** Gives up without an answer, or in the middle of one: the client's connection is cut. */
  abort(cause: Cause): void {
    if (this.isEnded) return;
    const { flags, details } = LOCAL_REPLIES[cause];
    this.addFlags(flags);
    this.record.details = this.isResponding ? detailsAfterStart(cause) : details;
    if (this.answer.hadLeft) this.record.responseCode = 0;
    this.#end();
    this.client.destroy();
  }

  onDownstreamGone(): void {
    if (this.#tunnel?.close() !== true) this.abort('client-gone');
  }

  /** No byte moved for too long. */
  onIdle(): void {
    this.reply(this.isRequestDone ? 'response-idle' : 'request-idle');
  }

  #startResponse(status: number, headers: HeaderBlock): void {
    this.answer.begin(status, headers);
    this.record.responseCode = status;
    this.record.details ??= 'via_upstream';
    const layers = this.side.pipeline.response;
    for (let i = 0; i < layers.length; i++) layers[i]?.(this);
  }

  #startTunnel(connection: UpstreamLink, isConnect: boolean): void {
    this.#openTunnel().open(connection, isConnect, () => {
      this.record.responseEndAfterMs = this.elapsedMs();
      this.#end();
    });
  }

  #openTunnel(): ExchangeTunnel {
    this.#tunnel ??= new ExchangeTunnel(this.side, this.record, this.client, this.answer);
    return this.#tunnel;
  }

  #send(sending: Sending): void {
    if (this.path === '') this.path = this.record.path;
    if (sending.mirrors.length > 0)
      this.#copiedHead = composeRequestHead(this.request, this.record, this.path);
    this.#upstream.start(sending);
    this.#startDeadline(sending);
    if (this.isRequestDone) this.#onWholeRequest(sending);
  }

  #startDeadline({ deadlineMs }: Sending): void {
    if (deadlineMs === undefined || this.isEnded) return;
    const leftMs = Math.max(0, deadlineMs - this.elapsedMs());
    this.timers.startDeadline(leftMs, () => this.reply('duration-timeout'));
  }

  #onWholeRequest({ mirrors, timeoutMs }: Sending): void {
    if (this.isEnded) return;
    if (timeoutMs !== undefined) this.timers.startResponse(timeoutMs, () => this.reply('response-timeout'));
    if (mirrors.length === 0) return;
    const { stream } = this.#upstream;
    const boundMs = timeoutMs ?? this.side.limits.mirrorTimeoutMs;
    sendMirrors(mirrors, this.request.method, this.#copiedHead, stream, boundMs);
  }

  #finish(): void {
    if (this.client.isLastRequest) {
      this.#upstream.leave();
      this.client.probe((isThere) => (isThere ? this.#endWithClient() : this.abort('client-gone')));
    } else this.#endWithClient();
  }

  #endWithClient(): void {
    if (this.isEnded) return;
    this.#end();
    this.client.onExchangeEnd(this.answer.mustClose || !this.isRequestDone);
  }

  #end(): void {
    this.isEnded = true;
    this.timers.stop();
    this.#upstream.end();
    this.record.durationMs = this.elapsedMs();
    if (this.#messages !== undefined) noteMessages(this.#messages, this.record);
    this.side.gauges.requestsInFlight--;
    const layers = this.side.pipeline.end;
    for (let i = 0; i < layers.length; i++) layers[i]?.(this);
  }
}
