import { type BodyFraming, findResponseFraming } from '../http1/body-framing';
import { BodyReader } from '../http1/body-reader';
import { HeadReader, MORE, TOO_LARGE } from '../http1/head-reader';
import type { HeaderBlock } from '../http1/header-block';
import { Header } from '../http1/header-id';
import { ResponseHead } from '../http1/response-head';
import type { ProxyLimits } from '../limits';
import { readConnectionOptions } from './connection-options';

/** What an upstream's bytes turned out to be. */
export interface ResponseReaderEvents {
  /** Of the request that is answered. */
  readonly method: string;
  /** More of this connection's bytes belong to the request that is answered. */
  readonly isReading: boolean;
  onInformational(): void;
  /** False: the upstream must not switch. */
  onSwitchingProtocols(): boolean;
  onResponseHead(framing: BodyFraming): void;
  onResponsePiece(piece: Buffer): void;
  /** The response is whole; `hasMoreBytes`: some came with it that belong to no request. */
  onResponseDone(hasMoreBytes: boolean): void;
  onResponseFault(): void;
}

/** Reads the responses of one connection, one after the other, out of whatever chunks they come in. */
export class ResponseReader {
  readonly head: ResponseHead;
  /** Whether the upstream keeps the connection behind the present response. */
  keepsAlive = true;
  /** For how long at most, as it says. */
  keepAliveMs = Number.POSITIVE_INFINITY;
  readonly #events: ResponseReaderEvents;
  readonly #heads: HeadReader;
  readonly #body: BodyReader;
  #isInBody = false;
  readonly #onPiece = (piece: Buffer): void => this.#events.onResponsePiece(piece);

  constructor(events: ResponseReaderEvents, limits: ProxyLimits) {
    this.#events = events;
    this.head = new ResponseHead(limits.headerCount);
    this.#heads = new HeadReader(limits.headBytes);
    this.#body = new BodyReader(limits);
  }

  /** Of the response just read. */
  get trailers(): HeaderBlock | undefined {
    return this.#body.trailers;
  }

  /** Returns how far it read: what is behind belongs to no response. */
  read(chunk: Buffer): number {
    let at = 0;
    while (at < chunk.length && this.#events.isReading) {
      at = this.#isInBody ? this.#readBody(chunk, at) : this.#readHead(chunk, at);
    }
    return at;
  }

  /** The connection ended: true when that is the proper end of the response being read, which is done with it. */
  endOfInput(): boolean {
    if (!this.#isInBody || !this.#body.endOfInput()) return false;
    this.#end(false);
    return true;
  }

  #readHead(chunk: Buffer, at: number): number {
    const end = this.#heads.read(chunk, at);
    if (end === MORE) return chunk.length;
    const fault = end === TOO_LARGE ? 'head-too-large' : this.head.parse(this.#heads.text);
    if (fault !== undefined) return this.#fail(chunk);
    const { status } = this.head;
    if (status === 101) return this.#events.onSwitchingProtocols() ? end : this.#fail(chunk);
    if (status < 200) {
      this.#events.onInformational();
      return end;
    }
    const framing = findResponseFraming(this.head, this.#events.method);
    if (typeof framing === 'string') return this.#fail(chunk);
    this.#noteReuse();
    this.#body.start(framing);
    this.#isInBody = true;
    this.#events.onResponseHead(framing);
    if (this.#body.done && this.#events.isReading) this.#end(end < chunk.length);
    return end;
  }

  #readBody(chunk: Buffer, at: number): number {
    const end = this.#body.read(chunk, at, this.#onPiece);
    if (this.#body.fault !== undefined) return this.#fail(chunk);
    if (this.#body.done && this.#events.isReading) this.#end(end < chunk.length);
    return end;
  }

  #end(hasMoreBytes: boolean): void {
    this.#isInBody = false;
    this.#events.onResponseDone(hasMoreBytes);
  }

  #fail(chunk: Buffer): number {
    this.#events.onResponseFault();
    return chunk.length;
  }

  #noteReuse(): void {
    const { headers, minor } = this.head;
    const options = readConnectionOptions(headers);
    this.keepsAlive = minor === 1 ? !options.close : options.keepAlive && !options.close;
    const hint = headers.find(Header.keepAlive);
    if (hint !== undefined) this.#noteKeepAlive(hint);
  }

  /** `Keep-Alive: timeout=5`: leave a second before the upstream does, so that no request meets a closing socket. */
  #noteKeepAlive(hint: string): void {
    const at = hint.indexOf('timeout=');
    const seconds = at < 0 ? Number.NaN : Number.parseInt(hint.slice(at + 8), 10);
    if (!Number.isFinite(seconds)) return;
    this.keepAliveMs = Math.min(this.keepAliveMs, Math.max(0, seconds * 1000 - 1000));
  }
}
