import { describe, expect, it } from 'vitest';
import { LogRing } from '@/lib/server/hot-window/log-ring';
import type { StoredLog } from '@/lib/server/store/contract/log-reader';

const line = (id: number) => ({ id: String(id) }) as StoredLog;

describe('LogRing', () => {
  it('gives the newest lines first and forgets the oldest beyond its capacity', () => {
    const ring = new LogRing(3);
    ring.add([line(1), line(2)]);
    expect(ring.newest(9).map(({ id }) => id)).toEqual(['2', '1']);
    ring.add([line(3), line(4)]);
    expect(ring.newest(9).map(({ id }) => id)).toEqual(['4', '3', '2']);
    expect(ring.newest(1, ({ id }) => id !== '4').map(({ id }) => id)).toEqual(['3']);
    expect(ring.version()).toBe(4);
  });
});
