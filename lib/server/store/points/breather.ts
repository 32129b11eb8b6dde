const LONGEST_MS = 10;

/** Lets the event loop run between the steps of long sums: acknowledgements and live updates must not wait for graphs. */
export class Breather {
  private lastMs = performance.now();

  /** Yields when the loop was held for 10 ms. */
  async whenDue(): Promise<void> {
    if (performance.now() - this.lastMs < LONGEST_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.lastMs = performance.now();
  }
}
