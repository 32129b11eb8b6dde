import type { Tier } from '../contract/store-maintenance';
import type { PointFrame } from './point-frame';

/** The frames of closed buckets, least recently used first out, bounded in bytes. */
export class FrameCache {
  private readonly limitBytes: number;
  private readonly frames = new Map<string, PointFrame>();
  private used = 0;
  private generations = 0;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  get bytes(): number {
    return this.used;
  }

  /** Changes whenever a bucket was computed again; what was read before must not be kept after. */
  get generation(): number {
    return this.generations;
  }

  get(tier: Tier, bucketMs: number): PointFrame | undefined {
    const key = frameKey(tier, bucketMs);
    const frame = this.frames.get(key);
    if (frame === undefined) return undefined;
    this.frames.delete(key);
    this.frames.set(key, frame);
    return frame;
  }

  /** Keeps a frame that was read when `generation` was current. */
  put(tier: Tier, bucketMs: number, frame: PointFrame, generation: number): void {
    if (generation !== this.generations || frame.byteLength > this.limitBytes / 4) return;
    this.drop(frameKey(tier, bucketMs));
    this.frames.set(frameKey(tier, bucketMs), frame);
    this.used += frame.byteLength;
    for (const key of this.frames.keys()) {
      if (this.used <= this.limitBytes) break;
      this.drop(key);
    }
  }

  /** The bucket was computed (again). */
  invalidate(tier: Tier, bucketMs: number): void {
    this.generations++;
    this.drop(frameKey(tier, bucketMs));
  }

  private drop(key: string): void {
    const frame = this.frames.get(key);
    if (frame === undefined) return;
    this.used -= frame.byteLength;
    this.frames.delete(key);
  }
}

function frameKey(tier: Tier, bucketMs: number): string {
  return `${tier}@${bucketMs}`;
}
