import { describe, expect, it } from 'vitest';
import { SpanRing } from '@/agent/telemetry/collect/span-ring';

const KEEP_MS = 60_000;
const id = (n: number) => n.toString(16).padStart(32, '0');
const text = (n: number, rest = 'x'.repeat(400)) => `${id(n)}\x1f${rest}`;

describe('SpanRing', () => {
  it('hands over every text of a trace, in no other trace, and each only once', () => {
    const ring = new SpanRing(1_000_000, KEEP_MS);
    for (let n = 0; n < 1_000; n++) ring.put(text(n % 300, `${n}`), n);
    expect(ring.take(id(7))).toHaveLength(4);
    expect(new Set(ring.take(id(8)).map((one) => one.slice(0, 32)))).toEqual(new Set([id(8)]));
    expect(ring.take(id(7))).toEqual([]);
    expect(ring.spans).toBe(1_000 - 8);
  });

  it('finds texts beyond ASCII as they were', () => {
    const ring = new SpanRing(1_000_000, KEEP_MS);
    ring.put(text(1, 'größe 漢字'), 0);
    expect(ring.take(id(1))).toEqual([text(1, 'größe 漢字')]);
  });

  it('never takes more than its bound, drops the oldest first and counts them', () => {
    const ring = new SpanRing(256 * 1024, KEEP_MS);
    for (let n = 0; n < 5_000; n++) ring.put(text(n), 0);
    expect(ring.bytes).toBeLessThanOrEqual(256 * 1024);
    expect(ring.spans + ring.evicted).toBe(5_000);
    expect(ring.take(id(0))).toEqual([]);
    expect(ring.take(id(4_999))).toHaveLength(1);
  });

  it('lets go of what is older than it has to be, and of the memory, without counting it as a loss', () => {
    const ring = new SpanRing(1_000_000, KEEP_MS);
    for (let n = 0; n < 1_000; n++) ring.put(text(n), 0);
    ring.forgetOld(KEEP_MS + 1);
    expect([ring.spans, ring.bytes, ring.evicted]).toEqual([0, 0, 0]);
  });

  it('keeps nothing where its bound is nothing, and counts a text larger than a segment', () => {
    const none = new SpanRing(0, KEEP_MS);
    none.put(text(1), 0);
    expect([none.spans, none.bytes]).toEqual([0, 0]);
    const small = new SpanRing(128 * 1024, KEEP_MS);
    small.put(text(1, 'x'.repeat(100_000)), 0);
    expect([small.spans, small.evicted]).toEqual([0, 1]);
  });
});
