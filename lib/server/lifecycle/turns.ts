import { setImmediate } from 'node:timers/promises';

/** Each turn of a busy loop takes long itself, so there are no more of them than others need. */
const LONGEST_MS = 10;

/** Lets the event loop run between the steps of long work, where they held it for some milliseconds. */
export class Turns {
  private sinceMs = performance.now();

  async rest(): Promise<void> {
    if (performance.now() - this.sinceMs < LONGEST_MS) return;
    await setImmediate();
    this.sinceMs = performance.now();
  }
}
