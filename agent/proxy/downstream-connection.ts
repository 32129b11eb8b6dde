import type { Socket } from 'node:net';
import { type BodyFraming, findRequestFraming, NO_BODY, UNTIL_CLOSE } from '../http1/body-framing';
import { BodyReader } from '../http1/body-reader';
import { checkHost } from '../http1/check-host';
import { HeadReader, MORE, TOO_LARGE } from '../http1/head-reader';
import type { HttpFault } from '../http1/http-fault';
import { RequestHead } from '../http1/request-head';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import type { ConnectionSecurity } from '../tls/connection-security';
import { resetSocket } from '../tls/reset-socket';
import type { TunnelClientEvents } from './client-link';
import { type ConnectionOptions, readConnectionOptions } from './connection-options';
import { createExchange, createRefusedExchange, type ExchangeSource } from './create-exchange';
import type { Exchange } from './exchange';
import type { ListenerConnection } from './listener-connection';
import type { ProxySide } from './proxy-side';
import { ResponseStream } from './response-stream';
import { SocketWriter } from './socket-writer';
import { joinHostPort } from './split-authority';

/** One client connection: reads its requests one after the other and answers them in that order. */
export class DownstreamConnection implements ExchangeSource, ListenerConnection {
  readonly socket: Socket;
  readonly head: RequestHead;
  /** Whom all requests of this listener are for, when it is a fixed upstream's. */
  readonly fixedAuthority: string | undefined;
  readonly localAddress: string;
  readonly remoteAddress: string;
  readonly security: ConnectionSecurity;
  /** Within a turn of reading; who writes upstream leaves the flush to its end. */
  isReading = false;
  readonly #side: ProxySide;
  readonly #writer: SocketWriter;
  readonly #reader: HeadReader;
  readonly #body: BodyReader;
  readonly #onClosed: (connection: DownstreamConnection) => void;
  readonly #onHttp2: (connection: DownstreamConnection) => void;
  #exchange: Exchange | undefined;
  #tunnel: TunnelClientEvents | undefined;
  /** Bytes behind the request being served. */
  #pipelined: Buffer | undefined;
  #headStartedMs = 0;
  #lastActiveMs: number;
  #halfClosedMs = 0;
  #isRetired = false;
  #isFirst = true;
  #lingerUntilMs = 0;
  readonly #onPiece = (piece: Buffer): void => this.#exchange?.onRequestPiece(piece);

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
    this.head = new RequestHead(side.limits.headerCount, side.limits.uriBytes);
    this.#reader = new HeadReader(side.limits.headBytes);
    this.#body = new BodyReader(side.limits);
    this.localAddress = joinHostPort(socket.localAddress ?? '', socket.localPort ?? 0);
    this.remoteAddress = joinHostPort(socket.remoteAddress ?? '', socket.remotePort ?? 0);
    this.#onClosed = onClosed;
    this.#onHttp2 = onHttp2;
    this.#lastActiveMs = side.clock.nowMs();
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    socket.on('drain', () => this.#onDrain());
    socket.on('end', () => this.#onEnd());
    socket.on('error', () => undefined);
    socket.on('close', () => this.#onClose());
  }

  get trailers() {
    return this.#body.trailers;
  }

  get peerPrincipal(): string | undefined {
    return this.security.peerPrincipal;
  }

  get localPrincipal(): string | undefined {
    return this.security.localPrincipal;
  }

  get scheme(): 'http' | 'https' {
    return this.security.isTls && this.#side.direction === 'outbound' ? 'https' : 'http';
  }

  get serverName(): string {
    return this.security.serverName;
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
    return this.#halfClosedMs > 0 && this.#pipelined === undefined;
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
    const isBlocked = this.#pipelined !== undefined || this.#exchange?.isRequestBlocked === true;
    if (isBlocked) this.socket.pause();
    else if (this.socket.isPaused()) this.socket.resume();
  }

  startTunnel(tunnel: TunnelClientEvents): void {
    this.#tunnel = tunnel;
    this.#writer.flush();
    const early = this.#pipelined;
    this.#pipelined = undefined;
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
    else if (this.#lingerUntilMs > 0) this.#sweepLingering(nowMs);
    else if (this.#exchange !== undefined) this.#sweepExchange(this.#exchange, nowMs);
    else if (!this.#reader.isEmpty) {
      if (nowMs - this.#headStartedMs > limits.headTimeoutMs) this.#refuse('header-timeout');
    } else {
      const idleMs = this.#isRetired ? limits.retireMs : limits.downstreamIdleMs;
      if (nowMs - this.#lastActiveMs > idleMs) this.socket.end();
    }
  }

  /** The wait begins when the last byte of the response is out; a client that takes none of it has as long as any. */
  #sweepLingering(nowMs: number): void {
    const { lingerMs, streamIdleMs } = this.#side.limits;
    const isSending = !this.socket.writableFinished && nowMs - this.#lastActiveMs < streamIdleMs;
    if (isSending) this.#lingerUntilMs = nowMs + lingerMs;
    else if (nowMs >= this.#lingerUntilMs) this.socket.destroy();
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
    if (this.#lingerUntilMs > 0) return;
    this.#readTurn(chunk);
  }

  #readTurn(chunk: Buffer): void {
    const nowMs = this.#side.clock.nowMs();
    this.#lastActiveMs = nowMs;
    this.isReading = true;
    let at = 0;
    while (at < chunk.length && this.#lingerUntilMs === 0) {
      if (this.#exchange === undefined && !this.socket.writableNeedDrain)
        at = this.#readHead(chunk, at, nowMs);
      else if (this.#exchange !== undefined && !this.#body.done)
        at = this.#readBody(chunk, at, this.#exchange, nowMs);
      else {
        this.#holdPipelined(chunk, at);
        break;
      }
    }
    this.isReading = false;
    const canTakeMore = this.#exchange?.flushRequest() ?? true;
    this.#writer.flush();
    if (!canTakeMore || this.#pipelined !== undefined) this.#readOn();
  }

  /** Serves the bytes held back, once the request before them is answered and its answer has left. */
  #readOn(): void {
    const pipelined = this.#pipelined;
    const isFree =
      this.#exchange === undefined && !this.socket.writableNeedDrain && this.#lingerUntilMs === 0;
    if (pipelined !== undefined && isFree) {
      this.#pipelined = undefined;
      this.#readTurn(pipelined);
    }
    this.updateReading();
  }

  #holdPipelined(chunk: Buffer, at: number): void {
    const rest = chunk.subarray(at);
    this.#pipelined = this.#pipelined === undefined ? rest : Buffer.concat([this.#pipelined, rest]);
  }

  #readHead(chunk: Buffer, at: number, nowMs: number): number {
    if (this.#reader.isEmpty) this.#headStartedMs = nowMs;
    const end = this.#reader.read(chunk, at);
    if (end === MORE) return chunk.length;
    if (end === TOO_LARGE) {
      this.#refuse('head-too-large');
      return chunk.length;
    }
    const fault = this.head.parse(this.#reader.text) ?? checkHost(this.head);
    if (fault !== undefined) {
      if (this.#isFirst && this.#reader.text === PREFACE) this.#handOver(chunk.subarray(end));
      else this.#refuse(fault);
      return chunk.length;
    }
    this.#isFirst = false;
    const framing = findRequestFraming(this.head);
    if (typeof framing === 'string') this.#refuse(framing);
    else this.#startExchange(framing, readConnectionOptions(this.head.headers));
    return end;
  }

  /** The client speaks HTTP/2: who reads next finds the bytes as they came. */
  #handOver(rest: Buffer): void {
    const { socket } = this;
    for (const event of ['data', 'drain', 'end', 'error', 'close']) socket.removeAllListeners(event);
    socket.pause();
    socket.unshift(Buffer.concat([Buffer.from(PREFACE), rest]));
    this.#onHttp2(this);
  }

  #startExchange(framing: BodyFraming, options: ConnectionOptions): void {
    const exchange = createExchange(this.#side, this, this.#headStartedMs, framing, options);
    if (typeof exchange === 'string') {
      this.#refuse(exchange);
      return;
    }
    this.#exchange = exchange;
    this.#body.start(this.head.method === 'CONNECT' ? NO_BODY : framing);
    if (framing > this.#side.limits.bodyBytes) exchange.failRequest('body-too-large');
    else exchange.proceed();
  }

  /** Answers a request that is none, and closes. */
  #refuse(cause: HttpFault | 'header-timeout'): void {
    this.#body.start(NO_BODY);
    this.#exchange = createRefusedExchange(this.#side, this, this.#headStartedMs, cause);
    this.#exchange.reply(cause);
  }

  #readBody(chunk: Buffer, at: number, exchange: Exchange, nowMs: number): number {
    exchange.lastActiveMs = nowMs;
    const end = this.#body.read(chunk, at, this.#onPiece);
    exchange.record.requestBytes += end - at;
    const { fault } = this.#body;
    if (fault !== undefined) {
      exchange.failRequest(fault);
      return chunk.length;
    }
    if (this.#body.done) exchange.onRequestEnd();
    return end;
  }

  /** Half-closes behind the last response and throws away what still comes, so that no reset overtakes it. */
  #closeAfterWrite(): void {
    this.#pipelined = undefined;
    this.#lingerUntilMs = this.#side.clock.nowMs() + this.#side.limits.lingerMs;
    this.#writer.flush();
    this.socket.end();
    this.socket.resume();
    if (this.socket.readableEnded) this.socket.destroySoon();
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

/** What a client of HTTP/2 says first, as far as it looks like a head (RFC 9113 3.4). */
const PREFACE = 'PRI * HTTP/2.0\r\n\r\n';
