import type { Socket } from 'node:net';

/** Up to here pieces are copied into one buffer, which is cheaper than a vectored write of two. */
const JOIN_BYTES = 128 * 1024;

/** Gathers what one turn has to say to a socket and says it in one write. */
export class SocketWriter {
  readonly #socket: Socket;
  readonly #isVolatile: boolean;
  // Kept and overwritten: emptying an array would give its store away each time.
  readonly #parts: (string | Buffer | undefined)[] = [];
  #count = 0;
  #bytes = 0;

  /** `isVolatile`: buffers pushed may be overwritten once flushed, so they are copied. */
  constructor(socket: Socket, isVolatile: boolean) {
    this.#socket = socket;
    this.#isVolatile = isVolatile;
  }

  /** The socket has enough for now. */
  get isFull(): boolean {
    return this.#socket.writableNeedDrain;
  }

  /** Text is Latin-1, one byte a character. */
  push(part: string | Buffer): void {
    this.#parts[this.#count++] = part;
    this.#bytes += part.length;
  }

  /** Writes what was pushed. False: the socket has enough, wait for `drain`. */
  flush(): boolean {
    const socket = this.#socket;
    if (this.#count > 0) {
      if (!socket.writable) this.#clear();
      else if (this.#count === 1) this.#writeOne();
      else if (this.#bytes <= JOIN_BYTES) {
        const joined = this.#join();
        this.#clear();
        socket.write(joined);
      } else this.#writeEach();
    }
    return !socket.writableNeedDrain;
  }

  #clear(): void {
    for (let i = 0; i < this.#count; i++) this.#parts[i] = undefined;
    this.#count = 0;
    this.#bytes = 0;
  }

  #writeOne(): void {
    const part = this.#parts[0] ?? '';
    this.#clear();
    this.#write(part);
  }

  #writeEach(): void {
    const parts = this.#parts.slice(0, this.#count);
    this.#clear();
    this.#socket.cork();
    for (const part of parts) this.#write(part ?? '');
    this.#socket.uncork();
  }

  #write(part: string | Buffer): void {
    if (typeof part === 'string') this.#socket.write(part, 'latin1');
    else this.#socket.write(this.#isVolatile ? Buffer.from(part) : part);
  }

  #join(): Buffer {
    const joined = Buffer.allocUnsafe(this.#bytes);
    let at = 0;
    for (let i = 0; i < this.#count; i++) {
      const part = this.#parts[i] ?? '';
      at += typeof part === 'string' ? joined.write(part, at, 'latin1') : part.copy(joined, at);
    }
    return joined;
  }
}
