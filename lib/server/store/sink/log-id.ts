/** Spreads sequence and index over 31 bits; lines of one microsecond are told apart by it, and the order is stable. */
const STRIDE = 8_191;
const SPAN = 2 ** 31;

/** The tie-break of a log line from its place: the same for a batch that is sent again. */
export function logTieBreak(sequence: number, index: number): number {
  return (sequence * STRIDE + index) % SPAN;
}

/** The public id of a line: its time in microseconds and its tie-break. */
export function logId(startTimeUs: number, tieBreak: number): string {
  return `${startTimeUs}-${tieBreak}`;
}

/** `start_time` as the store keeps it. */
export function logTimeUs(startTimeMs: number): number {
  return Math.round(startTimeMs * 1_000);
}
