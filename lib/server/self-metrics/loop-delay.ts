import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const WINDOW_MS = 30_000;
const NS_PER_MS = 1e6;

/** How late the event loop ran its timers over the last 30 to 60 seconds. */
export class LoopDelay {
  private readonly monitors = [monitor(), monitor()];
  private readonly timer: NodeJS.Timeout;

  constructor() {
    this.timer = setInterval(() => this.turn(), WINDOW_MS).unref();
  }

  /** Milliseconds beyond the planned time, 99th percentile. */
  p99Ms(): number {
    const ns = this.monitors[0]?.percentile(99) ?? 0;
    return Math.max(0, ns / NS_PER_MS - RESOLUTION_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    for (const one of this.monitors) one.disable();
  }

  /** The younger monitor takes the older one's place, so that an old spike fades. */
  private turn(): void {
    const [older, younger] = this.monitors.splice(0);
    older?.disable();
    if (younger !== undefined) this.monitors.push(younger, monitor());
  }
}

function monitor(): ReturnType<typeof monitorEventLoopDelay> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  return delay;
}
