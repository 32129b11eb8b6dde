import type { Socket } from 'node:net';
import { CONNECT_TIMEOUT, type ConnectFailure } from './connect-failure';

/** The way to a connection that can be used: it ends once, in time or not at all. */
export class ConnectAttempt {
  readonly #carrier: Socket;
  readonly #onFailure: (failure: ConnectFailure) => void;
  readonly #timer: NodeJS.Timeout;
  #isOver = false;

  constructor(carrier: Socket, limitMs: number, onFailure: (failure: ConnectFailure) => void) {
    this.#carrier = carrier;
    this.#onFailure = onFailure;
    this.#timer = setTimeout(() => this.fail(CONNECT_TIMEOUT), limitMs);
  }

  /** Ends it with `act`, unless it is over. */
  finish(act: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    act();
  }

  fail(failure: ConnectFailure): void {
    this.finish(() => {
      this.#carrier.destroy();
      this.#onFailure(failure);
    });
  }

  /** Nobody waits for it any more. */
  giveUp(): void {
    this.finish(() => this.#carrier.destroy());
  }
}
