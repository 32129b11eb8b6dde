import { describe, expect, it } from 'vitest';
import { LogRing } from '@/lib/server/hot-window/log-ring';
import type { StoredLog } from '@/lib/server/store/contract/log-reader';
import { logOf } from '../../../../integration/support/telemetry-samples';

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

  it('knows which calls arrived as long as their lines are in it', () => {
    const ring = new LogRing(2);
    const call = { trace_id: 'a'.repeat(32), downstream_remote_address: '10.0.0.1:1' };
    const key = `${call.trace_id} 10.0.0.1:1`;
    ring.add([{ id: '1', ...logOf(call) }]);
    expect(ring.hasArrived(key)).toBe(true);
    ring.add([
      { id: '2', ...logOf({}) },
      { id: '3', ...logOf({}) },
    ]);
    expect(ring.hasArrived(key)).toBe(false);
  });
});
