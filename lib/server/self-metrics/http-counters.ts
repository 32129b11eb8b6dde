/** Answers by route, method and status class, and how long they took; read by /metrics. */
export interface HttpCount {
  route: string;
  method: string;
  status: string;
  count: number;
  seconds: number;
}

/** Routes are patterns and methods few, so that the number of entries is bounded. */
export class HttpCounters {
  private readonly counts = new Map<string, HttpCount>();

  note(route: string, method: string, statusCode: number, seconds: number): void {
    const status = `${Math.floor(statusCode / 100)}xx`;
    const key = `${method} ${route} ${status}`;
    let entry = this.counts.get(key);
    if (entry === undefined) {
      entry = { route, method, status, count: 0, seconds: 0 };
      this.counts.set(key, entry);
    }
    entry.count++;
    entry.seconds += seconds;
  }

  list(): readonly HttpCount[] {
    return [...this.counts.values()];
  }
}
