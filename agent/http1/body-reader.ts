import { type BodyFraming, CHUNKED, NO_BODY, UNTIL_CLOSE } from './body-framing';
import { ChunkDecoder, type TrailerLimits } from './chunk-decoder';
import type { HeaderBlock } from './header-block';
import type { HttpFault } from './http-fault';

/** Reads one message's body out of a connection's bytes; one object a connection and direction, restarted each time. */
export class BodyReader {
  done = true;
  fault: HttpFault | undefined;
  /** Bytes of body handed out, without framing. */
  bodyBytes = 0;
  readonly #limits: TrailerLimits;
  #framing: BodyFraming = NO_BODY;
  #remaining = 0;
  #chunks: ChunkDecoder | undefined;

  constructor(limits: TrailerLimits) {
    this.#limits = limits;
  }

  get framing(): BodyFraming {
    return this.#framing;
  }

  get trailers(): HeaderBlock | undefined {
    return this.#chunks?.trailers;
  }

  start(framing: BodyFraming): void {
    this.#framing = framing;
    this.#remaining = framing;
    this.done = framing === NO_BODY;
    this.fault = undefined;
    this.bodyBytes = 0;
    this.#chunks = framing === CHUNKED ? new ChunkDecoder(this.#limits) : undefined;
  }

  /** Reads from `at`, hands pieces of body to `onData`, returns the offset behind what belongs to this body. */
  read(chunk: Buffer, at: number, onData: (piece: Buffer) => void): number {
    if (this.done || at >= chunk.length) return at;
    if (this.#chunks !== undefined) return this.#readChunks(this.#chunks, chunk, at, onData);
    const end = this.#framing === UNTIL_CLOSE ? chunk.length : Math.min(chunk.length, at + this.#remaining);
    this.bodyBytes += end - at;
    if (this.#framing !== UNTIL_CLOSE) {
      this.#remaining -= end - at;
      this.done = this.#remaining === 0;
    }
    onData(at === 0 && end === chunk.length ? chunk : chunk.subarray(at, end));
    return end;
  }

  /** The connection ended: true when that is a proper end of this body. */
  endOfInput(): boolean {
    if (this.#framing === UNTIL_CLOSE) this.done = true;
    return this.done;
  }

  #readChunks(chunks: ChunkDecoder, chunk: Buffer, at: number, onData: (piece: Buffer) => void): number {
    const end = chunks.decode(chunk, at, (piece) => {
      this.bodyBytes += piece.length;
      onData(piece);
    });
    this.fault = chunks.fault;
    this.done = chunks.done;
    return end;
  }
}
