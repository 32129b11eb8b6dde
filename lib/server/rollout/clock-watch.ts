/** A clock is corrected by less than this all the time. */
const BACK_MS = 1_000;
/** A busy machine lets a tick wait for seconds, not for longer. */
const AHEAD_MS = 60_000;

/** Ticks come twice a second: what lies far between two of them is a clock that was set, or a machine that slept. */
export class ClockWatch {
  private lastMs: number | undefined;

  /** By how much the clock jumped since the last tick, ms; undefined when it went as clocks go. */
  noteTick(nowMs: number, stepAtMs: number): number | undefined {
    const { lastMs } = this;
    this.lastMs = nowMs;
    // Before the first tick it may have stood still for long; only a step that begins in the future is wrong then.
    const byMs = lastMs === undefined ? Math.min(0, nowMs - stepAtMs) : nowMs - lastMs;
    return byMs < -BACK_MS || byMs > AHEAD_MS ? byMs : undefined;
  }
}
