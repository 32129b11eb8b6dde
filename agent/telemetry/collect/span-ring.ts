import { RingSegment } from './ring-segment';

const SEGMENTS = 64;
const SMALLEST_SEGMENT = 64 * 1024;

/**
 * The spans of the last minute that nobody has asked for yet, as texts that begin with their trace's id. Bounded in
 * bytes and in age; memory is taken by the segment as traffic needs it, and given back when traffic has gone.
 */
export class SpanRing {
  /** Spans that gave way before their time, because the bound is too small for the traffic. */
  evicted = 0;
  private readonly segmentBytes: number;
  private readonly mostSegments: number;
  private readonly keepMs: number;
  /** The oldest first. */
  private segments: RingSegment[] = [];
  private spare: RingSegment | undefined;

  constructor(limitBytes: number, keepMs: number) {
    this.segmentBytes = Math.max(SMALLEST_SEGMENT, Math.floor(limitBytes / SEGMENTS));
    this.mostSegments = Math.floor(limitBytes / this.segmentBytes);
    this.keepMs = keepMs;
  }

  get spans(): number {
    return this.segments.reduce((sum, { rows }) => sum + rows, 0);
  }

  get bytes(): number {
    return (this.segments.length + (this.spare === undefined ? 0 : 1)) * this.segmentBytes;
  }

  put(text: string, nowMs: number): void {
    if (this.mostSegments === 0) return;
    if (this.segments.at(-1)?.put(text, nowMs) === true) return;
    this.forgetOld(nowMs);
    if (this.segments.length >= this.mostSegments) this.dropOldest();
    const segment = this.spare ?? new RingSegment(this.segmentBytes);
    this.spare = undefined;
    this.segments.push(segment);
    if (!segment.put(text, nowMs)) this.evicted++;
  }

  /** The texts of a trace, each handed over only once. */
  take(traceId: string): string[] {
    const texts: string[] = [];
    for (const segment of this.segments) segment.take(traceId, texts);
    return texts;
  }

  /** Lets go of what is older than it has to be. */
  forgetOld(nowMs: number): void {
    while ((this.segments[0]?.lastMs ?? nowMs) < nowMs - this.keepMs) this.release();
  }

  private dropOldest(): void {
    this.evicted += this.segments[0]?.rows ?? 0;
    this.release();
  }

  private release(): void {
    const segment = this.segments.shift();
    segment?.clear();
    this.spare = this.segments.length === 0 ? undefined : segment;
  }
}
