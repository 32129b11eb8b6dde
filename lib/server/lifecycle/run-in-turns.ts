import { setImmediate } from 'node:timers/promises';

const LONGEST_MS = 10;

/** Goes through work step by step, and lets the event loop run where that held it for some milliseconds. */
export async function runInTurns<T>(work: Generator<unknown, T>): Promise<T> {
  let sinceMs = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - sinceMs < LONGEST_MS) continue;
    await setImmediate();
    sinceMs = performance.now();
  }
}
