import { callKeyOfCallee } from '../../mesh/log/once-a-call';
import type { StoredLog } from '../store/contract/log-reader';
import type { HotLogs } from './hot-logs';
import { HOT_WINDOW_LIMITS } from './hot-window-limits';

/** The newest lines in a ring, in the order of their arrival. */
export class LogRing implements HotLogs {
  private readonly lines: StoredLog[] = [];
  private readonly capacity: number;
  /** Calls that callees wrote lines of, and how many of these lines are in the ring. */
  private readonly arrived = new Map<string, number>();
  private next = 0;
  private taken = 0;

  constructor(capacity: number = HOT_WINDOW_LIMITS.logLines) {
    this.capacity = capacity;
  }

  add(lines: readonly StoredLog[]): void {
    for (const line of lines) {
      this.count(this.lines[this.next], -1);
      this.count(line, 1);
      this.lines[this.next] = line;
      this.next = (this.next + 1) % this.capacity;
    }
    this.taken += lines.length;
  }

  version(): number {
    return this.taken;
  }

  newest(limit: number, accepts: (line: StoredLog) => boolean = () => true): StoredLog[] {
    const found: StoredLog[] = [];
    for (let back = 1; back <= this.lines.length && found.length < limit; back++) {
      const line = this.lines[(this.next - back + this.capacity) % this.capacity];
      if (line !== undefined && accepts(line)) found.push(line);
    }
    return found;
  }

  hasArrived(call: string): boolean {
    return this.arrived.has(call);
  }

  private count(line: StoredLog | undefined, by: number): void {
    const call = line === undefined ? undefined : callKeyOfCallee(line);
    if (call === undefined) return;
    const left = (this.arrived.get(call) ?? 0) + by;
    if (left > 0) this.arrived.set(call, left);
    else this.arrived.delete(call);
  }
}
