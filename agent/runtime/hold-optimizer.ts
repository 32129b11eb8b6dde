import { setFlagsFromString } from 'node:v8';

/** Who hears of no configuration carries requests all the same. */
const MOST_MS = 2_000;

/**
 * Lets no code be optimized until the answer is called, or for two seconds: a first configuration runs most of its code
 * for the only time, and optimizing took more than half of the processor time of applying it.
 */
export function holdOptimizer(): () => void {
  setFlagsFromString('--no-opt');
  const timer = setTimeout(release, MOST_MS).unref();
  function release(): void {
    clearTimeout(timer);
    setFlagsFromString('--opt');
  }
  return release;
}
