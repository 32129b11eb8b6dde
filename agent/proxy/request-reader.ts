import { type BodyFraming, findRequestFraming } from '../http1/body-framing';
import { BodyReader } from '../http1/body-reader';
import { checkHost } from '../http1/check-host';
import { HeadReader, MORE, TOO_LARGE } from '../http1/head-reader';
import type { HeaderBlock } from '../http1/header-block';
import type { HttpFault } from '../http1/http-fault';
import { RequestHead } from '../http1/request-head';
import type { ProxyLimits } from '../limits';

/** What may be read now: a head, the body of the request being served, nothing yet, or nothing ever more. */
export type ReadingState = 'head' | 'body' | 'later' | 'over';

/** What a client's bytes turned out to be. */
export interface RequestReaderEvents {
  readonly readingState: ReadingState;
  /** A whole head is in `head`; its body follows, framed so. */
  onRequest(framing: BodyFraming): void;
  onRequestPiece(piece: Buffer): void;
  /** So many bytes belonged to the body, framing included; it may be done now. */
  onRequestBytes(count: number): void;
  /** What was read is no request, or its body is broken. */
  onRequestFault(fault: HttpFault): void;
  /** The connection begins with HTTP/2's preface: these bytes, and the rest of what came, are not ours. */
  onHttp2(bytes: Buffer): void;
}

/** Reads a client's requests of HTTP/1.x, one after the other, out of whatever chunks they come in. */
export class RequestReader {
  readonly head: RequestHead;
  /** When the first byte of the present head came. */
  headStartedMs = 0;
  readonly #events: RequestReaderEvents;
  readonly #heads: HeadReader;
  readonly #body: BodyReader;
  /** Bytes that may not be read yet. */
  #held: Buffer | undefined;
  #isFirst = true;
  readonly #onPiece = (piece: Buffer): void => this.#events.onRequestPiece(piece);

  constructor(events: RequestReaderEvents, limits: ProxyLimits) {
    this.#events = events;
    this.head = new RequestHead(limits.headerCount, limits.uriBytes);
    this.#heads = new HeadReader(limits.headBytes);
    this.#body = new BodyReader(limits);
  }

  /** Nothing of a head is held. */
  get isEmpty(): boolean {
    return this.#heads.isEmpty;
  }

  get isBodyDone(): boolean {
    return this.#body.done;
  }

  get isHolding(): boolean {
    return this.#held !== undefined;
  }

  /** Of the request just read. */
  get trailers(): HeaderBlock | undefined {
    return this.#body.trailers;
  }

  /** Reads as far as it may now and holds the rest. */
  read(chunk: Buffer, nowMs: number): void {
    let at = 0;
    while (at < chunk.length) {
      const state = this.#events.readingState;
      if (state === 'head') at = this.#readHead(chunk, at, nowMs);
      else if (state === 'body') at = this.#readBody(chunk, at);
      else {
        if (state === 'later') this.#hold(chunk.subarray(at));
        return;
      }
    }
  }

  /** Gives the held bytes up, to whoever reads them now, or to nobody. */
  takeHeld(): Buffer | undefined {
    const held = this.#held;
    this.#held = undefined;
    return held;
  }

  /** From now on a body framed so is read. */
  startBody(framing: BodyFraming): void {
    this.#body.start(framing);
  }

  #hold(rest: Buffer): void {
    this.#held = this.#held === undefined ? rest : Buffer.concat([this.#held, rest]);
  }

  #readHead(chunk: Buffer, at: number, nowMs: number): number {
    if (this.#heads.isEmpty) this.headStartedMs = nowMs;
    const end = this.#heads.read(chunk, at);
    if (end === MORE) return chunk.length;
    if (end === TOO_LARGE) return this.#fail('head-too-large', chunk);
    const { text } = this.#heads;
    const fault = this.head.parse(text) ?? checkHost(this.head);
    if (fault !== undefined) {
      if (!this.#isFirst || text !== PREFACE) return this.#fail(fault, chunk);
      this.#events.onHttp2(Buffer.concat([Buffer.from(PREFACE), chunk.subarray(end)]));
      return chunk.length;
    }
    this.#isFirst = false;
    const framing = findRequestFraming(this.head);
    if (typeof framing === 'string') return this.#fail(framing, chunk);
    this.#events.onRequest(framing);
    return end;
  }

  #readBody(chunk: Buffer, at: number): number {
    const end = this.#body.read(chunk, at, this.#onPiece);
    this.#events.onRequestBytes(end - at);
    const { fault } = this.#body;
    return fault === undefined ? end : this.#fail(fault, chunk);
  }

  #fail(fault: HttpFault, chunk: Buffer): number {
    this.#events.onRequestFault(fault);
    return chunk.length;
  }
}

/** What a client of HTTP/2 says first, as far as it looks like a head (RFC 9113 3.4). */
const PREFACE = 'PRI * HTTP/2.0\r\n\r\n';
