const WINDOW_MS = 60_000;
const ATTEMPTS = 10;
/** Addresses that are remembered; the oldest are forgotten first. */
const ADDRESSES = 10_000;

/** Failed sign-ins by address: after ten in a minute the address waits. */
export class AttemptLimiter {
  private readonly failures = new Map<string, number[]>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Milliseconds until the address may try again, 0 when it may now. */
  waitMs(address: string): number {
    const recent = this.recent(address);
    const first = recent[recent.length - ATTEMPTS];
    return first === undefined ? 0 : first + WINDOW_MS - this.now();
  }

  noteFailure(address: string): void {
    const recent = [...this.recent(address), this.now()].slice(-ATTEMPTS);
    this.failures.delete(address);
    this.failures.set(address, recent);
    if (this.failures.size > ADDRESSES) this.failures.delete(this.failures.keys().next().value ?? '');
  }

  noteSuccess(address: string): void {
    this.failures.delete(address);
  }

  private recent(address: string): number[] {
    const since = this.now() - WINDOW_MS;
    return (this.failures.get(address) ?? []).filter((at) => at > since);
  }
}
