import { describe, expect, it } from 'vitest';
import { FrameCache } from '@/lib/server/store/points/frame-cache';
import { PointFrame } from '@/lib/server/store/points/point-frame';

/** A frame of a known size. */
const frameOf = (bytes: number) =>
  new PointFrame(new Int32Array(0), new Float64Array(0), new Uint32Array(0), new Uint8Array(bytes));

describe('FrameCache', () => {
  it('keeps the frames used last within its bytes', () => {
    const cache = new FrameCache(100);
    for (const at of [1, 2, 3, 4]) cache.put('1h', at, frameOf(25), cache.generation);
    cache.get('1h', 1);
    cache.put('1h', 5, frameOf(25), cache.generation);
    expect([1, 2, 3, 4, 5].filter((at) => cache.get('1h', at) !== undefined)).toEqual([1, 3, 4, 5]);
    expect(cache.bytes).toBe(100);
  });

  it('does not keep what was read before its bucket was computed again', () => {
    const cache = new FrameCache(100);
    const { generation } = cache;
    cache.invalidate('1h', 1);
    cache.put('1h', 1, frameOf(10), generation);
    expect(cache.get('1h', 1)).toBeUndefined();
  });

  it('forgets a bucket that was computed again', () => {
    const cache = new FrameCache(100);
    cache.put('1m', 1, frameOf(10), cache.generation);
    cache.invalidate('1m', 1);
    expect(cache.get('1m', 1)).toBeUndefined();
    expect(cache.bytes).toBe(0);
  });
});
