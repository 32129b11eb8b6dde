import type { Socket } from 'node:net';
import { type BodyFraming, NO_BODY, UNTIL_CLOSE } from '../http1/body-framing';
import type { HeaderBlock } from '../http1/header-block';
import type { HttpFault } from '../http1/http-fault';
import type { RequestHead } from '../http1/request-head';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import type { ConnectionSecurity } from '../tls/connection-security';
import { resetSocket } from '../tls/reset-socket';
import type { TunnelClientEvents } from './client-link';
import { readConnectionOptions } from './connection-options';
import { createExchange, createRefusedExchange, type ExchangeSource } from './create-exchange';
import type { Exchange } from './exchange';
import { LingeringClose } from './lingering-close';
import type { ListenerConnection } from './listener-connection';
import type { ProxySide } from './proxy-side';
import { readDirectly } from './read-directly';
import { type ReadingState, RequestReader, type RequestReaderEvents } from './request-reader';
import { ResponseStream } from './response-stream';
import { SocketWriter } from './socket-writer';
import { joinHostPort } from './split-authority';

/** One client connection: reads its requests one after the other and answers them in that order. */
export class DownstreamConnection implements ExchangeSource, ListenerConnection, RequestReaderEvents {
  readonly socket: Socket;
  /** Whom all requests of this listener are for, when it is a fixed upstream's. */
  readonly fixedAuthority: string | undefined;
  readonly localAddress: string;
  readonly remoteAddress: string;
  readonly security: ConnectionSecurity;
  /** Within a turn of reading; who writes upstream leaves the flush to its end. */
  isReading = false;
  readonly #side: ProxySide;
  readonly #writer: SocketWriter;
  readonly #reader: RequestReader;
  readonly #ending: LingeringClose;
  readonly #stopReading: () => void;
  readonly #onClosed: (connection: DownstreamConnection) => void;
  readonly #onHttp2: (connection: DownstreamConnection) => void;
  #exchange: Exchange | undefined;
  #tunnel: TunnelClientEvents | undefined;
  #lastActiveMs: number;
  #halfClosedMs = 0;
  #isRetired = false;

  constructor(
    side: ProxySide,
    socket: Socket,
    security: ConnectionSecurity,
    fixedAuthority: string | undefined,
    onClosed: (connection: DownstreamConnection) => void,
    onHttp2: (connection: DownstreamConnection) => void,
  ) {
    this.#side = side;
    this.socket = socket;
    this.security = security;
    this.fixedAuthority = fixedAuthority;
    this.#writer = new SocketWriter(socket, true);
    this.#reader = new RequestReader(this, side.limits);
    this.#ending = new LingeringClose(socket, side.limits);
    this.localAddress = joinHostPort(socket.localAddress ?? '', socket.localPort ?? 0);
    this.remoteAddress = joinHostPort(socket.remoteAddress ?? '', socket.remotePort ?? 0);
    this.#onClosed = onClosed;
    this.#onHttp2 = onHttp2;
    this.#lastActiveMs = side.clock.nowMs();
    this.#stopReading = readDirectly(socket, (chunk) => this.#onData(chunk));
    socket.on('drain', () => this.#onDrain());
    socket.on('end', () => this.#onEnd());
    socket.on('error', () => undefined);
    socket.on('close', () => this.#onClose());
  }

  get head(): RequestHead {
    return this.#reader.head;
  }

  get trailers(): HeaderBlock | undefined {
    return this.#reader.trailers;
  }

  get hasUnsentBytes(): boolean {
    return this.socket.writableLength > 0;
  }

  /** Ends with the next response, or soon when there is none. */
  retire(): void {
    this.#isRetired = true;
  }

  openResponse(record: ExchangeRecord): ResponseStream {
    return new ResponseStream(this.#writer, record);
  }

  /** Whether another request may follow this exchange. */
  canKeepAlive(framing: BodyFraming): boolean {
    const exchange = this.#exchange;
    if (
      exchange === undefined ||
      this.#side.isDraining ||
      this.#isRetired ||
      framing === UNTIL_CLOSE ||
      this.isLastRequest
    )
      return false;
    const { close, keepAlive } = exchange.connectionOptions;
    return exchange.request.minor === 1 ? !close : keepAlive && !close;
  }

  onExchangeEnd(mustClose: boolean): void {
    this.#exchange = undefined;
    this.#lastActiveMs = this.#side.clock.nowMs();
    if (mustClose || this.isLastRequest) this.#closeAfterWrite();
    else if (!this.isReading) this.#readOn();
  }

  get isLastRequest(): boolean {
    return this.#halfClosedMs > 0 && !this.#reader.isHolding;
  }

  /** The kernel of a client that is gone answers bytes with a reset, and that fails even an empty write. */
  probe(onResult: (isThere: boolean) => void): void {
    this.#writer.flush();
    setTimeout(() => {
      if (this.socket.destroyed) onResult(false);
      else this.socket.write(EMPTY, (error) => onResult(error === null || error === undefined));
    }, this.#side.limits.probeMs);
  }

  /** Flushes what was pushed outside of any turn that would do so. */
  flushOutside(): void {
    if (!this.isReading) this.#writer.flush();
  }

  /** Pauses or resumes the client according to who can take its bytes. */
  updateReading(): void {
    const isBlocked = this.#reader.isHolding || this.#exchange?.isRequestBlocked === true;
    if (isBlocked) this.socket.pause();
    else if (this.socket.isPaused()) this.socket.resume();
  }

  get readingState(): ReadingState {
    if (this.#ending.isOn) return 'over';
    if (this.#exchange !== undefined) return this.#reader.isBodyDone ? 'later' : 'body';
    return this.socket.writableNeedDrain ? 'later' : 'head';
  }

  onRequest(framing: BodyFraming): void {
    const options = readConnectionOptions(this.head.headers);
    const exchange = createExchange(this.#side, this, this.#reader.headStartedMs, framing, options);
    if (typeof exchange === 'string') {
      this.#refuse(exchange);
      return;
    }
    this.#exchange = exchange;
    this.#reader.startBody(this.head.method === 'CONNECT' ? NO_BODY : framing);
    if (framing > this.#side.limits.bodyBytes) exchange.reply('body-too-large');
    else exchange.proceed();
  }

  onRequestPiece(piece: Buffer): void {
    this.#exchange?.onRequestPiece(piece);
  }

  onRequestBytes(count: number): void {
    const exchange = this.#exchange;
    if (exchange === undefined) return;
    exchange.lastActiveMs = this.#lastActiveMs;
    exchange.record.requestBytes += count;
    if (this.#reader.isBodyDone) exchange.onRequestEnd();
  }

  onRequestFault(fault: HttpFault): void {
    if (this.#exchange !== undefined) this.#exchange.reply(fault);
    else if (!this.#ending.isOn) this.#refuse(fault);
  }

  /** Who reads next finds the bytes as they came. */
  onHttp2(bytes: Buffer): void {
    const { socket } = this;
    this.#stopReading();
    for (const event of ['drain', 'end', 'error', 'close']) socket.removeAllListeners(event);
    socket.pause();
    socket.unshift(bytes);
    this.#onHttp2(this);
  }

  startTunnel(tunnel: TunnelClientEvents): void {
    this.#tunnel = tunnel;
    this.#writer.flush();
    const early = this.#reader.takeHeld();
    if (early !== undefined) tunnel.onDownstreamData(early);
    if (this.#halfClosedMs > 0) tunnel.onDownstreamEnd();
    this.socket.resume();
  }

  /** A reset, so that a response cut short is never taken for a whole one. */
  destroy(): void {
    resetSocket(this.socket);
  }

  /** Shutdown: an idle connection goes at once, a busy one with its response. */
  drain(): void {
    if (this.#exchange === undefined && this.#reader.isEmpty) this.socket.end();
  }

  /** The time to end by itself is over. */
  cut(): void {
    if (this.#tunnel === undefined) this.#exchange?.abort('shutdown');
    this.socket.destroy();
  }

  sweep(nowMs: number): void {
    const { limits } = this.#side;
    if (this.#tunnel !== undefined) this.#tunnel.sweep(nowMs);
    else if (this.#ending.isOn) this.#ending.sweep(nowMs, this.#lastActiveMs);
    else if (this.#exchange !== undefined) this.#sweepExchange(this.#exchange, nowMs);
    else if (!this.#reader.isEmpty) {
      if (nowMs - this.#reader.headStartedMs > limits.headTimeoutMs) this.#refuse('header-timeout');
    } else {
      const idleMs = this.#isRetired ? limits.retireMs : limits.downstreamIdleMs;
      if (nowMs - this.#lastActiveMs > idleMs) this.socket.end();
    }
  }

  #sweepExchange(exchange: Exchange, nowMs: number): void {
    const { halfCloseGraceMs, streamIdleMs } = this.#side.limits;
    const isGone = this.#halfClosedMs > 0 && nowMs - this.#halfClosedMs > halfCloseGraceMs;
    if (isGone && !exchange.isResponding) exchange.onDownstreamGone();
    else if (nowMs - exchange.lastActiveMs > streamIdleMs) exchange.onIdle();
  }

  #onData(chunk: Buffer): void {
    if (this.#tunnel !== undefined) {
      this.#tunnel.onDownstreamData(chunk);
      return;
    }
    // Behind the last response of this connection nothing is read any more.
    if (this.#ending.isOn) return;
    this.#readTurn(chunk);
  }

  #readTurn(chunk: Buffer): void {
    const nowMs = this.#side.clock.nowMs();
    this.#lastActiveMs = nowMs;
    this.isReading = true;
    this.#reader.read(chunk, nowMs);
    this.isReading = false;
    const canTakeMore = this.#exchange?.flushRequest() ?? true;
    this.#writer.flush();
    if (!canTakeMore || this.#reader.isHolding) this.#readOn();
  }

  /** Serves the bytes held back, once the request before them is answered and its answer has left. */
  #readOn(): void {
    const held = this.readingState === 'head' ? this.#reader.takeHeld() : undefined;
    if (held !== undefined) this.#readTurn(held);
    this.updateReading();
  }

  /** Answers a request that is none, and closes. */
  #refuse(cause: HttpFault | 'header-timeout'): void {
    this.#reader.startBody(NO_BODY);
    this.#exchange = createRefusedExchange(this.#side, this, this.#reader.headStartedMs, cause);
    this.#exchange.reply(cause);
  }

  #closeAfterWrite(): void {
    this.#reader.takeHeld();
    this.#writer.flush();
    this.#ending.start(this.#side.clock.nowMs());
  }

  #onDrain(): void {
    if (this.#tunnel !== undefined) this.#tunnel.onDownstreamDrain();
    else if (this.#exchange !== undefined) this.#exchange.onDownstreamDrain();
    else this.#readOn();
  }

  #onEnd(): void {
    if (this.#tunnel !== undefined) {
      this.#tunnel.onDownstreamEnd();
      return;
    }
    const exchange = this.#exchange;
    this.#halfClosedMs = this.#side.clock.nowMs();
    if (exchange === undefined) this.socket.end();
    else if (!exchange.isRequestDone) exchange.onDownstreamGone();
  }

  #onClose(): void {
    this.#exchange?.onDownstreamGone();
    this.#onClosed(this);
  }
}

const EMPTY = Buffer.alloc(0);
