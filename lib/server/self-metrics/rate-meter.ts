/** Turns a counter that only grows into a rate over the last seconds; `sample` is called once a second. */
export class RateMeter {
  private readonly samples: { atMs: number; value: number }[] = [];
  private readonly read: () => number;
  private readonly windowMs: number;

  constructor(read: () => number, windowMs = 10_000) {
    this.read = read;
    this.windowMs = windowMs;
  }

  sample(nowMs: number): void {
    this.samples.push({ atMs: nowMs, value: this.read() });
    while ((this.samples[0]?.atMs ?? nowMs) < nowMs - this.windowMs) this.samples.shift();
  }

  perSecond(): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (first === undefined || last === undefined || last.atMs === first.atMs) return 0;
    return ((last.value - first.value) * 1_000) / (last.atMs - first.atMs);
  }
}
