import type { Observations } from '../../mesh/rules/traffic/observations';

const EVERY_MS = 60_000;
/** How soon a change is looked at; also the time that agents have to come back after a start. */
const CHECK_MS = 5_000;

/** Keeps what was observed at hand: worked out once a minute and soon after a change, never while somebody waits. */
export class TrafficWatch {
  private readonly observe: () => Promise<Observations>;
  private readonly onError: (error: unknown) => void;
  private readonly version: () => number;
  private observed: Observations | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isBusy = false;
  private lookedAt = { version: -1, atMs: Number.NEGATIVE_INFINITY };

  constructor(
    observe: () => Promise<Observations>,
    onError: (error: unknown) => void,
    /** Grows with every change of the configuration. */
    version: () => number,
  ) {
    this.observe = observe;
    this.onError = onError;
    this.version = version;
  }

  start(): void {
    this.timer = setInterval(() => void this.check(), CHECK_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** The same object until the next look; undefined before the first. */
  latest(): Observations | undefined {
    return this.observed;
  }

  private async check(): Promise<void> {
    const [version, atMs] = [this.version(), performance.now()];
    const isDue = version !== this.lookedAt.version || atMs - this.lookedAt.atMs >= EVERY_MS;
    if (this.isBusy || !isDue) return;
    this.isBusy = true;
    this.lookedAt = { version, atMs };
    try {
      this.observed = await this.observe();
    } catch (error) {
      this.onError(error);
    } finally {
      this.isBusy = false;
    }
  }
}
