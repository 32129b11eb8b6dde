/** Envoy's bound of overload.premature_reset_total_stream_count. */
const STREAMS = 500;

/**
 * Tells a client that opens streams only to reset them: half of its streams, or half of Envoy's bound while it has opened
 * fewer than that.
 */
export class ResetGuard {
  #closed = 0;
  #reset = 0;

  /** Counts a stream that is over. True: the connection is to be refused from now on. */
  note(wasResetEarly: boolean): boolean {
    this.#closed++;
    if (!wasResetEarly) return false;
    this.#reset++;
    return this.#reset * 2 >= Math.max(this.#closed, STREAMS);
  }
}
