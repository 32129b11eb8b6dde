import type { BodyFraming } from '../http1/body-framing';
import { dropForbiddenTrailers } from '../http1/write-chunk';
import type { ClientLink } from './client-link';
import type { UpstreamLink } from './upstream-link';

/** The client's body on its way to the upstream: held until there is one, kept for another try, framed anew. */
export class RequestStream {
  /** The whole request is read. */
  isDone: boolean;
  /** Body was given to an upstream. */
  hasSentBody = false;
  readonly framing: BodyFraming;
  readonly #client: ClientLink;
  /** What the next upstream gets behind the head. */
  #held: Buffer[] | undefined;
  #heldBytes = 0;
  /** Up to here the body is kept for another try. */
  #keepBytes = 0;
  /** So much is held for somebody who judges it, before there is an upstream. */
  #gatherBytes = 0;
  /** What an upstream got is gone: there cannot be another try. */
  #isGone = false;
  #upstream: UpstreamLink | undefined;

  constructor(client: ClientLink, framing: BodyFraming) {
    this.#client = client;
    this.framing = framing;
    this.isDone = framing === 0;
  }

  /** Whether the whole request, as far as it was read, can be sent again. */
  get canReplay(): boolean {
    return !this.#isGone;
  }

  /** The whole body, when it is read and was kept. */
  get keptBody(): readonly Buffer[] | undefined {
    return this.isDone && !this.#isGone ? (this.#held ?? NO_PIECES) : undefined;
  }

  /** The client must wait: there is nobody to give its bytes to, or who has them has enough. */
  get isBlocked(): boolean {
    return this.#upstream === undefined ? !this.#hasRoom : this.#upstream.request.isFull;
  }

  get #hasRoom(): boolean {
    return this.#held === undefined || this.#heldBytes < this.#gatherBytes;
  }

  /** Lets the client send `bytes` of its body, though nobody takes them yet. */
  gather(bytes: number): void {
    this.#gatherBytes = bytes;
  }

  /** So many bytes of the body came before there was an upstream. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** At most `bytes` of what is held. */
  readHeld(bytes: number): Buffer {
    return Buffer.concat(this.#held ?? NO_PIECES).subarray(0, bytes);
  }

  /** From now on keeps what is sent, up to `bytes` of it. */
  keep(bytes: number): void {
    this.#keepBytes = bytes;
  }

  /** Sends the head and what was held. */
  connect(upstream: UpstreamLink, head: string): void {
    this.#upstream = upstream;
    upstream.request.pushHead(head, this.framing);
    if (this.#held !== undefined) for (const piece of this.#held) this.#send(upstream, piece);
    if (this.#heldBytes > this.#keepBytes) this.#drop();
    if (this.isDone) upstream.request.end(this.#client.trailers);
  }

  disconnect(): void {
    this.#upstream = undefined;
  }

  push(piece: Buffer): void {
    if (this.#upstream === undefined) this.#hold(piece);
    else {
      this.#send(this.#upstream, piece);
      if (this.#isGone || this.#heldBytes + piece.length > this.#keepBytes) this.#drop();
      else this.#hold(piece);
    }
  }

  end(): void {
    this.isDone = true;
    const { trailers } = this.#client;
    if (trailers !== undefined) dropForbiddenTrailers(trailers);
    this.#upstream?.request.end(trailers);
  }

  /** Nobody wants the rest. */
  forget(): void {
    this.#held = undefined;
    this.#upstream = undefined;
  }

  /** Writes this turn's bytes. False: the client must wait. */
  flush(): boolean {
    return this.#upstream === undefined ? this.#hasRoom : this.#upstream.request.flush();
  }

  #hold(piece: Buffer): void {
    this.#heldBytes += piece.length;
    if (this.#held === undefined) this.#held = [piece];
    else this.#held.push(piece);
  }

  #drop(): void {
    this.#isGone = true;
    this.#held = undefined;
  }

  #send(upstream: UpstreamLink, piece: Buffer): void {
    this.hasSentBody = true;
    upstream.request.pushBody(piece);
  }
}

const NO_PIECES: readonly Buffer[] = [];
