import type { Observations } from '../../mesh/rules/traffic/observations';

const EVERY_MS = 60_000;

/** Keeps what was observed at hand: worked out once a minute, and never while somebody waits. */
export class TrafficWatch {
  private readonly observe: () => Promise<Observations>;
  private readonly onError: (error: unknown) => void;
  private observed: Observations | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isBusy = false;

  constructor(observe: () => Promise<Observations>, onError: (error: unknown) => void) {
    this.observe = observe;
    this.onError = onError;
  }

  start(): void {
    this.timer = setInterval(() => void this.look(), EVERY_MS);
    this.timer.unref();
    void this.look();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** The same object until the next look; undefined before the first. */
  latest(): Observations | undefined {
    return this.observed;
  }

  private async look(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      this.observed = await this.observe();
    } catch (error) {
      this.onError(error);
    } finally {
      this.isBusy = false;
    }
  }
}
