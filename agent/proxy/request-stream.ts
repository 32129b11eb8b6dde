import { type BodyFraming, CHUNKED } from '../http1/body-framing';
import { chunkSizeLine, dropForbiddenTrailers, lastChunk } from '../http1/write-chunk';
import type { ClientLink } from './client-link';
import type { UpstreamLink } from './upstream-link';

/** The client's body on its way to the upstream: held until there is one, framed anew. */
export class RequestStream {
  /** The whole request is read. */
  isDone: boolean;
  /** Body was given to an upstream and is gone: the request cannot be sent again. */
  hasSentBody = false;
  readonly framing: BodyFraming;
  readonly #client: ClientLink;
  #held: Buffer[] | undefined;
  #upstream: UpstreamLink | undefined;

  constructor(client: ClientLink, framing: BodyFraming) {
    this.#client = client;
    this.framing = framing;
    this.isDone = framing === 0;
  }

  /** The client must wait: there is nobody to give its bytes to, or who has them has enough. */
  get isBlocked(): boolean {
    return this.#upstream === undefined ? this.#held !== undefined : this.#upstream.socket.writableNeedDrain;
  }

  /** Sends the head and what was held. */
  connect(upstream: UpstreamLink, head: string): void {
    this.#upstream = upstream;
    upstream.writer.push(head);
    if (this.#held !== undefined) for (const piece of this.#held) this.#send(upstream, piece);
    this.#held = undefined;
    if (this.isDone) this.#sendEnd(upstream);
  }

  disconnect(): void {
    this.#upstream = undefined;
  }

  push(piece: Buffer): void {
    if (this.#upstream !== undefined) this.#send(this.#upstream, piece);
    else if (this.#held === undefined) this.#held = [piece];
    else this.#held.push(piece);
  }

  end(): void {
    this.isDone = true;
    const { trailers } = this.#client;
    if (trailers !== undefined) dropForbiddenTrailers(trailers);
    if (this.#upstream !== undefined) this.#sendEnd(this.#upstream);
  }

  /** Nobody wants the rest. */
  forget(): void {
    this.#held = undefined;
    this.#upstream = undefined;
  }

  /** Writes this turn's bytes. False: the client must wait. */
  flush(): boolean {
    return this.#upstream === undefined ? this.#held === undefined : this.#upstream.writer.flush();
  }

  #send(upstream: UpstreamLink, piece: Buffer): void {
    this.hasSentBody = true;
    if (this.framing !== CHUNKED) {
      upstream.writer.push(piece);
      return;
    }
    upstream.writer.push(chunkSizeLine(piece.length));
    upstream.writer.push(piece);
    upstream.writer.push('\r\n');
  }

  #sendEnd(upstream: UpstreamLink): void {
    if (this.framing === CHUNKED) upstream.writer.push(lastChunk(this.#client.trailers));
  }
}
