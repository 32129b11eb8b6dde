/** Widths of the buckets that are kept, seconds. */
const WIDTHS = [10, 60, 600] as const;
const WIDEST = 3_600;
/** Buckets times series that are read for a course: some seconds of work the first time. */
const MOST_COUNTS = 10_000_000;

/** The least step, in seconds, in which a course of so many seconds over so many series is read in good time. */
export function leastStep(seconds: number, series: number): number {
  return WIDTHS.find((width) => (seconds / width) * series <= MOST_COUNTS) ?? WIDEST;
}
