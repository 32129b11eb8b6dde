/** A wait that may end before its time; lies in the list of its length while it lasts. */
export interface Timeout {
  readonly list: TimeoutList;
  readonly onTime: () => void;
  readonly atMs: number;
  previous: Timeout | undefined;
  next: Timeout | undefined;
  isOver: boolean;
}

/**
 * Waits of one length, of which nearly all end early. As all are as long, they end in the order in which they began:
 * one timer for the first of them does, and starting and stopping one costs an entry in a list.
 */
class TimeoutList {
  readonly #delayMs: number;
  #first: Timeout | undefined;
  #last: Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  get isUnused(): boolean {
    return this.#timer === undefined;
  }

  start(onTime: () => void): Timeout {
    const previous = this.#last;
    const atMs = performance.now() + this.#delayMs;
    const timeout: Timeout = { list: this, onTime, atMs, previous, next: undefined, isOver: false };
    if (previous === undefined) this.#first = timeout;
    else previous.next = timeout;
    this.#last = timeout;
    this.#timer ??= setTimeout(this.#onTimer, this.#delayMs).unref();
    return timeout;
  }

  stop(timeout: Timeout): void {
    if (timeout.isOver) return;
    timeout.isOver = true;
    const { next, previous } = timeout;
    if (previous === undefined) this.#first = next;
    else previous.next = next;
    if (next === undefined) this.#last = previous;
    else next.previous = previous;
  }

  /** The timer is for whoever was first when it was set: who is now may have to wait on. */
  readonly #onTimer = (): void => {
    const nowMs = performance.now();
    for (let first = this.#first; first !== undefined && first.atMs <= nowMs; first = this.#first) {
      this.stop(first);
      first.onTime();
    }
    const leftMs = this.#first === undefined ? undefined : Math.max(1, this.#first.atMs - performance.now());
    this.#timer = leftMs === undefined ? undefined : setTimeout(this.#onTimer, leftMs).unref();
  };
}

/** Lengths that are kept; routes have few. */
const MOST_LISTS = 256;
const lists = new Map<number, TimeoutList>();

/** Calls `onTime` in `delayMs`, unless it is stopped before. For lengths that come up again and again. */
export function startTimeout(delayMs: number, onTime: () => void): Timeout {
  let list = lists.get(delayMs);
  if (list === undefined) {
    if (lists.size >= MOST_LISTS) forgetUnused();
    list = new TimeoutList(delayMs);
    lists.set(delayMs, list);
  }
  return list.start(onTime);
}

export function stopTimeout(timeout: Timeout): void {
  timeout.list.stop(timeout);
}

function forgetUnused(): void {
  for (const [delayMs, list] of lists) if (list.isUnused) lists.delete(delayMs);
}
