import { Turns } from './turns';

/** Goes through work step by step, and lets the event loop run where that held it for some milliseconds. */
export async function runInTurns<T>(work: Generator<unknown, T>): Promise<T> {
  const turns = new Turns();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await turns.rest();
  }
}
