import type { Parameters } from 'fast-check';

/** How long one property may search; `MESHSCOPE_FUZZ_SECONDS` makes it longer. */
export function fuzzFor<T>(seconds: number): Parameters<T> {
  const wanted = process.env.MESHSCOPE_FUZZ_SECONDS;
  const budget = wanted === undefined ? seconds : Number(wanted);
  return {
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: budget * 1000,
    markInterruptAsFailure: false,
  };
}

/** The test's own timeout for that search. */
export function fuzzTimeoutMs(seconds: number): number {
  return Math.max(seconds, Number(process.env.MESHSCOPE_FUZZ_SECONDS ?? 0)) * 1000 + 20_000;
}
