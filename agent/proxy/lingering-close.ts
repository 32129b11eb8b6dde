import type { Socket } from 'node:net';
import type { ProxyLimits } from '../limits';

/**
 * The end of a connection behind its last response: our side is closed and what still comes is thrown away, so that no
 * reset overtakes the response.
 */
export class LingeringClose {
  readonly #socket: Socket;
  readonly #limits: ProxyLimits;
  #untilMs = 0;

  constructor(socket: Socket, limits: ProxyLimits) {
    this.#socket = socket;
    this.#limits = limits;
  }

  get isOn(): boolean {
    return this.#untilMs > 0;
  }

  start(nowMs: number): void {
    const socket = this.#socket;
    this.#untilMs = nowMs + this.#limits.lingerMs;
    socket.end();
    socket.resume();
    if (socket.readableEnded) socket.destroySoon();
  }

  /** The wait begins when the last byte of the response is out; a client that takes none of it has as long as any. */
  sweep(nowMs: number, lastActiveMs: number): void {
    const { lingerMs, streamIdleMs } = this.#limits;
    const isSending = !this.#socket.writableFinished && nowMs - lastActiveMs < streamIdleMs;
    if (isSending) this.#untilMs = nowMs + lingerMs;
    else if (nowMs >= this.#untilMs) this.#socket.destroy();
  }
}
