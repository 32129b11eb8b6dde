const LONGEST_MS = 10;
/** Looking at the clock for every small step would cost as much as the step. */
const STEPS_A_LOOK = 256;

/** Lets the event loop run between the steps of long work: acknowledgements and live updates must not wait for it. */
export class Breather {
  private readonly stepsALook: number;
  private steps = 0;
  private lastMs = performance.now();

  /** `small` for thousands of steps of microseconds each. */
  constructor(size: 'small' | 'large') {
    this.stepsALook = size === 'small' ? STEPS_A_LOOK : 1;
  }

  /** Whether the loop was held for 10 ms, so that `pause` is due. */
  isDue(): boolean {
    this.steps++;
    return this.steps % this.stepsALook === 0 && performance.now() - this.lastMs >= LONGEST_MS;
  }

  async pause(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.lastMs = performance.now();
  }
}
