import type { Socket } from 'node:net';

/** Up to here pieces are copied into one buffer, which is cheaper than a vectored write of two. */
const JOIN_BYTES = 128 * 1024;

/** What is joined here is with the kernel by the end of the write, nearly always; else the socket keeps the buffer. */
let scratch: Buffer | undefined;

/** Gathers what one turn has to say to a socket and says it in one write. */
export class SocketWriter {
  readonly #socket: Socket;
  readonly #isVolatile: boolean;
  // Kept and overwritten: emptying an array would give its store away each time.
  readonly #parts: (string | Buffer | undefined)[] = [];
  #count = 0;
  #bytes = 0;
  /** The last write was not over at once. */
  #keepsBytes = false;

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
      else if (this.#bytes <= JOIN_BYTES) this.#writeJoined();
      else this.#writeEach();
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

  #writeJoined(): void {
    const socket = this.#socket;
    const bytes = this.#bytes;
    // A socket that holds bytes back, or encrypts them later, would keep the scratch each time.
    if (this.#keepsBytes) {
      const joined = this.#joinInto(Buffer.allocUnsafe(bytes));
      socket.write(joined);
      this.#keepsBytes = socket.writableLength > 0;
      return;
    }
    scratch ??= Buffer.allocUnsafeSlow(JOIN_BYTES);
    socket.write(this.#joinInto(scratch).subarray(0, bytes));
    this.#keepsBytes = socket.writableLength > 0;
    if (this.#keepsBytes) scratch = undefined;
  }

  #joinInto(target: Buffer): Buffer {
    let at = 0;
    for (let i = 0; i < this.#count; i++) {
      const part = this.#parts[i] ?? '';
      at += typeof part === 'string' ? target.write(part, at, 'latin1') : part.copy(target, at);
    }
    this.#clear();
    return target;
  }
}
