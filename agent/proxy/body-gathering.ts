import { Header } from '../http1/header-id';
import type { RequestHead } from '../http1/request-head';
import type { ClientAnswer } from './client-answer';
import type { RequestStream } from './request-stream';

/** A body that was held back to be judged. */
export interface GatheredBody {
  /** At most as many as were asked for. */
  readonly bytes: Buffer;
  /** There is more of it. */
  readonly isPart: boolean;
}

/** Holds a request's body for who judges it before anything is sent on; what is held goes to the upstream as ever. */
export class BodyGathering {
  readonly #stream: RequestStream;
  readonly #maxBytes: number;
  readonly #onGathered: (body: GatheredBody) => void;
  #isOver = false;

  constructor(stream: RequestStream, maxBytes: number, onGathered: (body: GatheredBody) => void) {
    this.#stream = stream;
    this.#maxBytes = maxBytes;
    this.#onGathered = onGathered;
    stream.gather(maxBytes + 1);
  }

  /** Nobody else tells the client to go on, and the upstream need not be asked any more. */
  invite({ headers }: RequestHead, answer: ClientAnswer): void {
    if (!headers.has(Header.expect)) return;
    headers.drop(Header.expect);
    answer.pushContinue();
    answer.flush();
  }

  /** Tells, once, when all of it is there, or more than was asked for. */
  check(): void {
    const isPart = this.#stream.heldBytes > this.#maxBytes;
    if (this.#isOver || (!isPart && !this.#stream.isDone)) return;
    this.#isOver = true;
    this.#stream.gather(0);
    this.#onGathered({ bytes: this.#stream.readHeld(this.#maxBytes), isPart });
  }
}
