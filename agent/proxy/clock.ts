export interface Clock {
  /** Monotonic milliseconds with a fraction. */
  nowMs(): number;
  /** Unix epoch milliseconds of a moment `nowMs` gave. */
  toEpochMs(nowMs: number): number;
  /** Follows corrections of the wall clock; called now and then. */
  adjust(): void;
}

/** The process's clock. */
export function createClock(): Clock {
  let offset = performance.timeOrigin;
  return {
    nowMs: () => performance.now(),
    toEpochMs: (nowMs) => offset + nowMs,
    adjust: () => {
      const measured = Date.now() - performance.now();
      // Date.now() has whole milliseconds: smaller differences are its rounding.
      if (Math.abs(measured - offset) > 2) offset = measured;
    },
  };
}
