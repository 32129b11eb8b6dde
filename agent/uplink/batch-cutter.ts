import type { Telemetry } from '../telemetry/telemetry';
import type { BatchBuffer } from './batch-buffer';
import { encodeBatch } from './encode-batch';

export interface BatchCutterOptions {
  buffer: BatchBuffer;
  take: () => Telemetry | undefined;
  /** How long to gather now, milliseconds. */
  intervalMs: () => number;
  onBatch: () => void;
}

/** Cuts what was gathered into batches: every interval, and at once when a batch is full. */
export class BatchCutter {
  private readonly options: BatchCutterOptions;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: BatchCutterOptions) {
    this.options = options;
  }

  start(): void {
    this.timer = setTimeout(() => {
      this.cut();
      this.start();
    }, this.options.intervalMs()).unref();
  }

  /** Cuts everything there is, in as many batches as it takes. */
  cut(): void {
    const { buffer, take, onBatch } = this.options;
    for (let telemetry = take(); telemetry !== undefined; telemetry = take()) {
      buffer.push(encodeBatch(telemetry, buffer.nextSequence, buffer.memory));
    }
    onBatch();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
