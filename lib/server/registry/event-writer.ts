import type { MeshEvent, MeshEvents } from '../store/contract/mesh-events';

const FLUSH_MS = 200;
const KEPT = 1_000;

/** Writes events a moment later, together; while the database is away it keeps the newest. */
export class EventWriter {
  private waiting: MeshEvent[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly events: MeshEvents;
  private readonly onError: (error: unknown) => void;

  constructor(events: MeshEvents, onError: (error: unknown) => void) {
    this.events = events;
    this.onError = onError;
  }

  append(event: MeshEvent): void {
    this.waiting = [...this.waiting.slice(1 - KEPT), event];
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    try {
      await this.events.appendEvents(batch);
    } catch (error) {
      this.waiting = [...batch, ...this.waiting].slice(-KEPT);
      this.onError(error);
    }
  }
}
