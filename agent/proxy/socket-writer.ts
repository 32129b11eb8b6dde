import type { Socket } from 'node:net';

/** Up to here pieces are copied into one buffer, which is cheaper than a vectored write of two. */
const JOIN_BYTES = 64 * 1024;

/** Gathers what one turn has to say to a socket and says it in one write. */
export class SocketWriter {
  readonly #socket: Socket;
  readonly #parts: (string | Buffer)[] = [];
  #bytes = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Text is Latin-1, one byte a character. */
  push(part: string | Buffer): void {
    this.#parts.push(part);
    this.#bytes += part.length;
  }

  /** Writes what was pushed. False: the socket has enough, wait for `drain`. */
  flush(): boolean {
    const parts = this.#parts;
    if (parts.length === 0) return !this.#socket.writableNeedDrain;
    const bytes = this.#bytes;
    this.#bytes = 0;
    if (!this.#socket.writable) {
      parts.length = 0;
      return true;
    }
    if (parts.length === 1) this.#write(parts[0] as string | Buffer);
    else if (bytes <= JOIN_BYTES) this.#socket.write(join(parts, bytes));
    else this.#writeEach(parts);
    parts.length = 0;
    return !this.#socket.writableNeedDrain;
  }

  #write(part: string | Buffer): void {
    if (typeof part === 'string') this.#socket.write(part, 'latin1');
    else this.#socket.write(part);
  }

  #writeEach(parts: readonly (string | Buffer)[]): void {
    this.#socket.cork();
    for (const part of parts) this.#write(part);
    this.#socket.uncork();
  }
}

function join(parts: readonly (string | Buffer)[], bytes: number): Buffer {
  const joined = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as string | Buffer;
    at += typeof part === 'string' ? joined.write(part, at, 'latin1') : part.copy(joined, at);
  }
  return joined;
}
