import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2';
import { CHUNKED, findResponseFraming, NO_BODY, UNTIL_CLOSE } from '../http1/body-framing';
import { HeaderBlock } from '../http1/header-block';
import { parseHeaderLines } from '../http1/parse-header-lines';
import { ResponseHead } from '../http1/response-head';
import type { ProxyLimits } from '../limits';
import type { Endpoint } from '../proxy/cluster/cluster-spec';
import type { Cause } from '../proxy/local-reply';
import type { UpstreamLink, UpstreamUser } from '../proxy/upstream-link';
import { writeLines, writeResponseHead } from './head-text';
import { nodeHttp2 } from './node-http2';
import { RequestWriter } from './request-writer';

/** The connection a stream is on. */
export interface StreamCarrier {
  readonly session: ClientHttp2Session;
  readonly scheme: 'http' | 'https';
  readonly endpoint: Endpoint;
  readonly localAddress: string | undefined;
  /** Lost, or given up. */
  readonly isGone: boolean;
}

/** One request on an upstream's HTTP/2 connection, and its response. */
export class ClientStream implements UpstreamLink {
  readonly socket = undefined;
  readonly head: ResponseHead;
  readonly request: RequestWriter;
  /** A refused stream says so: none is taken for stale. */
  readonly served = 0;
  trailers: HeaderBlock | undefined;
  readonly #connection: StreamCarrier;
  readonly #limits: ProxyLimits;
  readonly #onClosed: () => void;
  #user: UpstreamUser | undefined;
  #stream: ClientHttp2Stream | undefined;
  #isClosed = false;

  constructor(connection: StreamCarrier, user: UpstreamUser, limits: ProxyLimits, onClosed: () => void) {
    this.#connection = connection;
    this.#limits = limits;
    this.#user = user;
    this.#onClosed = onClosed;
    this.head = new ResponseHead(limits.headerCount);
    this.request = new RequestWriter(connection.session, connection.scheme, (stream) => this.#watch(stream));
  }

  get localAddress(): string | undefined {
    return this.#connection.localAddress;
  }

  get peerPrincipal(): string | undefined {
    return this.#connection.endpoint.tls?.peerPrincipal();
  }

  get localPrincipal(): string | undefined {
    return this.#connection.endpoint.tls?.localPrincipal();
  }

  pause(): void {
    this.#stream?.pause();
  }

  resume(): void {
    this.#stream?.resume();
  }

  abandon(): void {
    this.#user = undefined;
    const stream = this.#stream;
    if (stream === undefined) this.#close();
    // `close` ends a request that is not whole as if it were.
    else if (stream.writableEnded) stream.close(nodeHttp2().constants.NGHTTP2_CANCEL);
    else stream.destroy(new Error('The request was given up'));
  }

  startTunnel(): void {
    throw new Error('A stream of HTTP/2 carries no tunnel');
  }

  #watch(stream: ClientHttp2Stream): void {
    this.#stream = stream;
    stream.on('response', (headers, flags) => this.#onResponse(headers, flags));
    stream.on('headers', (headers) => {
      if (this.head.parse(writeResponseHead(headers)) === undefined) this.#user?.onInformational(this.head);
    });
    stream.on('data', (piece: Buffer) => this.#onPiece(piece));
    stream.on('trailers', (headers) => this.#onTrailers(headers));
    stream.on('end', () => this.#onEnd());
    stream.on('drain', () => this.#user?.onUpstreamDrain());
    stream.on('error', () => undefined);
    stream.on('close', () => this.#onClose(stream.rstCode));
  }

  #onResponse(headers: IncomingHttpHeaders, flags: number): void {
    const user = this.#user;
    if (user === undefined) return;
    user.onUpstreamActive();
    const text = writeResponseHead(headers);
    const fault = text.length > this.#limits.headBytes ? 'head-too-large' : this.head.parse(text);
    const framing = fault ?? findResponseFraming(this.head, user.method);
    if (typeof framing === 'string') {
      this.abandon();
      user.onUpstreamFailure('upstream-protocol-error');
      return;
    }
    const isAll = (flags & nodeHttp2().constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    user.onResponseHead(this, framing === UNTIL_CLOSE ? CHUNKED : framing);
    // A head that is all tells its reader so.
    if (isAll || framing === NO_BODY) this.#onEnd();
    else this.#user?.flushResponse();
  }

  #onPiece(piece: Buffer): void {
    const user = this.#user;
    if (user === undefined) return;
    user.onUpstreamActive();
    user.onResponsePiece(piece);
    user.flushResponse();
  }

  #onTrailers(headers: IncomingHttpHeaders): void {
    const block = new HeaderBlock(this.#limits.trailerCount);
    block.reset(`${writeLines(headers)}\r\n`);
    if (parseHeaderLines(block, 0) === undefined) this.trailers = block;
  }

  #onEnd(): void {
    const user = this.#user;
    // A reset ends what is read, too.
    const isReset = (this.#stream?.rstCode ?? 0) !== nodeHttp2().constants.NGHTTP2_NO_ERROR;
    if (user === undefined || isReset) return;
    this.#user = undefined;
    // The upstream does not wait for the rest of the request.
    if (!user.isRequestDone) this.#stream?.destroy(new Error('The answer came first'));
    user.onResponseEnd(this);
    user.flushResponse();
  }

  #onClose(code: number): void {
    const user = this.#user;
    this.#user = undefined;
    this.#close();
    if (user === undefined) return;
    const cause = causeOf(code, this.#connection.isGone);
    if (cause === 'upstream-reset') user.onUpstreamReset(this);
    else user.onUpstreamFailure(cause);
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#onClosed();
  }
}

function causeOf(code: number, isConnectionGone: boolean): Cause {
  if (code === nodeHttp2().constants.NGHTTP2_REFUSED_STREAM) return 'stream-refused';
  if (isConnectionGone) return 'upstream-reset';
  return code === nodeHttp2().constants.NGHTTP2_PROTOCOL_ERROR ? 'upstream-protocol-error' : 'stream-reset';
}
