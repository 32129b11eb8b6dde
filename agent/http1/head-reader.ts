import { CR, LF, TOKEN } from './char-class';

const END = Buffer.from('\r\n\r\n', 'latin1');
const NOTHING = Buffer.alloc(0);

/** `read` needs more bytes. */
export const MORE = -1;
/** No end of head within the limit. */
export const TOO_LARGE = -2;

/**
 * Collects the bytes of one head, from any chunking, until its empty line, and hands them out as one Latin-1 string.
 * The result depends on the bytes alone: a head that can only be refused (a bare LF, a first byte no message starts
 * with) is handed out early, cut behind the offence, so that the parser names the same fault however the bytes came.
 */
export class HeadReader {
  text = '';
  readonly #maxBytes: number;
  readonly #prefix: Buffer;
  #held: Buffer = NOTHING;
  #length = 0;
  #scanned = 0;

  /** `prefix` stands before the first byte read; trailers use it to carry the CRLF of the last chunk's line. */
  constructor(maxBytes: number, prefix: Buffer = NOTHING) {
    this.#maxBytes = maxBytes;
    this.#prefix = prefix;
    this.#hold(prefix, 0);
  }

  get isEmpty(): boolean {
    return this.#length === this.#prefix.length;
  }

  /** Bytes held of a head that is not complete. */
  get heldBytes(): number {
    return this.#length - this.#prefix.length;
  }

  /** Reads from `chunk` at `at`. Returns the offset behind the head in `chunk` (then `text` is set), or MORE or TOO_LARGE. */
  read(chunk: Buffer, at: number): number {
    if (this.#length === 0) {
      const end = chunk.indexOf(END, at, 'latin1');
      if (end >= 0 && end + END.length - at <= this.#maxBytes) {
        this.text = chunk.toString('latin1', at, end + END.length);
        return end + END.length;
      }
    }
    return this.#readHeld(chunk, at);
  }

  #readHeld(chunk: Buffer, at: number): number {
    const before = this.#length;
    this.#hold(chunk, at);
    const end = this.#findEnd();
    if (end === MORE || end === TOO_LARGE) return end;
    this.text = this.#held.toString('latin1', 0, end);
    this.#held = NOTHING;
    this.#length = 0;
    this.#scanned = 0;
    if (this.#prefix.length > 0) this.#hold(this.#prefix, 0);
    return at + end - before;
  }

  #findEnd(): number {
    const held = this.#held;
    const limit = Math.min(this.#length, this.#maxBytes);
    if (this.#length > 0 && this.#prefix.length === 0 && !canStart(held[0] as number)) return 1;
    for (let lf = findLf(held, this.#scanned, limit); lf >= 0; lf = findLf(held, lf + 1, limit)) {
      if (held[lf - 1] !== CR) return lf + 1;
      if (held[lf - 2] === LF && held[lf - 3] === CR) return lf + 1;
    }
    this.#scanned = limit;
    return this.#length >= this.#maxBytes ? TOO_LARGE : MORE;
  }

  #hold(chunk: Buffer, at: number): void {
    const added = Math.min(chunk.length - at, this.#maxBytes - this.#length);
    const needed = this.#length + added;
    if (needed > this.#held.length) {
      const grown = Buffer.allocUnsafe(
        Math.min(Math.max(needed, this.#held.length * 2, 1024), this.#maxBytes),
      );
      this.#held.copy(grown, 0, 0, this.#length);
      this.#held = grown;
    }
    chunk.copy(this.#held, this.#length, at, at + added);
    this.#length = needed;
  }
}

function findLf(bytes: Buffer, from: number, limit: number): number {
  const lf = bytes.indexOf(LF, from);
  return lf < limit ? lf : -1;
}

/** A method or `HTTP/`; CR because one empty line before a request is ignored (RFC 9112 2.2). */
function canStart(byte: number): boolean {
  return TOKEN[byte] === 1 || byte === CR;
}
