import type { ServerHttp2Stream } from 'node:http2';
import { findRequestFraming } from '../http1/body-framing';
import { checkHost } from '../http1/check-host';
import { HeaderBlock } from '../http1/header-block';
import type { HttpFault } from '../http1/http-fault';
import { parseHeaderLines } from '../http1/parse-header-lines';
import { RequestHead } from '../http1/request-head';
import type { TunnelClientEvents, TunnelSocket } from '../proxy/client-link';
import type { ConnectionOptions } from '../proxy/connection-options';
import { createExchange, createRefusedExchange, type ExchangeSource } from '../proxy/create-exchange';
import type { Exchange } from '../proxy/exchange';
import type { ProxySide } from '../proxy/proxy-side';
import type { ExchangeRecord } from '../telemetry/exchange-record';
import type { ConnectionSecurity } from '../tls/connection-security';
import { writeLines, writeRequestHead } from './head-text';
import { nodeHttp2 } from './node-http2';
import { ResponseWriter } from './response-writer';

/** What the streams of one connection share. */
export interface StreamSource {
  readonly side: ProxySide;
  readonly security: ConnectionSecurity;
  readonly fixedAuthority: string | undefined;
  readonly localAddress: string;
  readonly remoteAddress: string;
  /** `wasResetEarly`: the client gave it up before it was answered. */
  onStreamClosed(stream: ServerStream, wasResetEarly: boolean): void;
}

/** One stream of a client's HTTP/2 connection: a request and its answer. */
export class ServerStream implements ExchangeSource {
  readonly protocol = 'HTTP/2';
  readonly head: RequestHead;
  readonly socket: TunnelSocket;
  readonly isLastRequest = false;
  isReading = false;
  trailers: HeaderBlock | undefined;
  readonly #source: StreamSource;
  readonly #stream: ServerHttp2Stream;
  #exchange: Exchange | undefined;
  #response: ResponseWriter | undefined;
  #tunnel: TunnelClientEvents | undefined;

  constructor(source: StreamSource, stream: ServerHttp2Stream) {
    const { limits } = source.side;
    this.#source = source;
    this.#stream = stream;
    this.socket = createTunnelSocket(stream);
    this.head = new RequestHead(limits.headerCount, limits.uriBytes);
    stream.on('error', () => undefined);
    stream.on('close', () => this.#onClose());
    stream.on('drain', () => this.#onDrain());
  }

  get fixedAuthority(): string | undefined {
    return this.#source.fixedAuthority;
  }

  get localAddress(): string {
    return this.#source.localAddress;
  }

  get remoteAddress(): string {
    return this.#source.remoteAddress;
  }

  get security(): ConnectionSecurity {
    return this.#source.security;
  }

  get isBusy(): boolean {
    return this.#stream.writableLength > 0;
  }

  /** Serves the request; `rawHeaders` are names and values in turn. */
  begin(rawHeaders: readonly string[], hasBody: boolean): void {
    const { side } = this.#source;
    const startedMs = side.clock.nowMs();
    const text = writeRequestHead(rawHeaders, hasBody);
    const isTooLarge = text.length > side.limits.headBytes;
    const fault = isTooLarge ? 'head-too-large' : (this.head.parse(text) ?? checkHost(this.head));
    this.isReading = true;
    const framing = fault ?? findRequestFraming(this.head);
    const made =
      typeof framing === 'string' ? framing : createExchange(side, this, startedMs, framing, NO_OPTIONS);
    if (typeof made === 'string') this.#refuse(made, startedMs);
    else {
      this.#exchange = made;
      this.#readBody(made);
      if (typeof framing === 'number' && framing > side.limits.bodyBytes) made.reply('body-too-large');
      else made.proceed();
    }
    this.isReading = false;
    if (this.#exchange?.flushRequest() === false) this.updateReading();
  }

  openResponse(record: ExchangeRecord): ResponseWriter {
    this.#response = new ResponseWriter(this.#stream, record);
    return this.#response;
  }

  /** A stream is no bar to others. */
  canKeepAlive(): boolean {
    return true;
  }

  /** HTTP/2 tells when a client goes. */
  probe(onResult: (isThere: boolean) => void): void {
    onResult(!this.#stream.destroyed);
  }

  onExchangeEnd(): void {
    const isWhole = this.#exchange?.isRequestDone !== false;
    this.#exchange = undefined;
    this.#response?.finish();
    this.#stream.resume();
    // The rest of the request is not wanted: RFC 9113 8.1 has this reset without an error.
    if (!isWhole) this.#stream.close(nodeHttp2().constants.NGHTTP2_NO_ERROR);
  }

  flushOutside(): void {
    if (!this.isReading && this.#exchange !== undefined) this.#response?.flush();
  }

  updateReading(): void {
    if (this.#exchange?.isRequestBlocked === true) this.#stream.pause();
    else if (this.#stream.isPaused()) this.#stream.resume();
  }

  startTunnel(tunnel: TunnelClientEvents): void {
    this.#tunnel = tunnel;
    this.#response?.flush();
    this.#stream.on('data', (piece: Buffer) => tunnel.onDownstreamData(piece));
    this.#stream.on('end', () => tunnel.onDownstreamEnd());
    this.#stream.resume();
  }

  /** Not by `close`, which could end the response properly before it resets the stream. */
  destroy(): void {
    this.#stream.destroy(new Error('The exchange was given up'));
  }

  /** The time to end by itself is over. */
  cut(): void {
    if (this.#tunnel === undefined) this.#exchange?.abort('shutdown');
  }

  sweep(nowMs: number): void {
    if (this.#tunnel !== undefined) this.#tunnel.sweep(nowMs);
    else if (this.#exchange !== undefined) {
      const isIdle = nowMs - this.#exchange.lastActiveMs > this.#source.side.limits.streamIdleMs;
      if (isIdle) this.#exchange.onIdle();
    }
  }

  #refuse(cause: HttpFault, startedMs: number): void {
    this.#exchange = createRefusedExchange(this.#source.side, this, startedMs, cause);
    this.#exchange.reply(cause);
  }

  #readBody(exchange: Exchange): void {
    // A tunnel reads by itself.
    if (this.head.method === 'CONNECT') return;
    const stream = this.#stream;
    stream.on('trailers', (headers) => {
      this.trailers = parseTrailers(writeLines(headers), this.#source.side.limits.trailerCount);
    });
    stream.on('data', (piece: Buffer) => {
      exchange.lastActiveMs = this.#source.side.clock.nowMs();
      exchange.record.requestBytes += piece.length;
      exchange.onRequestPiece(piece);
      if (!exchange.isEnded && !exchange.flushRequest()) this.updateReading();
    });
    stream.on('end', () => {
      if (exchange.isRequestDone) return;
      exchange.onRequestEnd();
      exchange.flushRequest();
    });
  }

  #onDrain(): void {
    if (this.#tunnel !== undefined) this.#tunnel.onDownstreamDrain();
    else this.#exchange?.onDownstreamDrain();
  }

  #onClose(): void {
    const exchange = this.#exchange;
    const wasResetEarly = exchange !== undefined && !exchange.isEnded && !exchange.isResponding;
    this.#source.onStreamClosed(this, wasResetEarly);
    if (exchange?.isEnded === false) exchange.onDownstreamGone();
    this.#exchange = undefined;
  }
}

const NO_OPTIONS: ConnectionOptions = { close: false, keepAlive: true, upgrade: false, nominated: [] };

function parseTrailers(lines: string, most: number): HeaderBlock | undefined {
  const block = new HeaderBlock(most);
  block.reset(`${lines}\r\n`);
  return parseHeaderLines(block, 0) === undefined ? block : undefined;
}

function createTunnelSocket(stream: ServerHttp2Stream): TunnelSocket {
  return {
    get writable() {
      return stream.writable;
    },
    write: (chunk) => stream.write(chunk),
    end: () => stream.end(),
    pause: () => stream.pause(),
    resume: () => stream.resume(),
    destroy: () => stream.destroy(),
    destroySoon: () => stream.end(),
  };
}
