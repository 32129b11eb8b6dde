import { describe, expect, it } from 'vitest';
import { RecentChanges } from '@/lib/server/hot-window/recent-changes';

describe('RecentChanges', () => {
  it('tells what changed from a place on', () => {
    const changes = new RecentChanges();
    changes.note(7, 3);
    const place = changes.end();
    changes.note(8, 3);
    changes.note(9, 3);
    expect(changes.since(place)).toEqual([8, 9]);
    expect(changes.since(changes.end())).toEqual([]);
  });

  it('says so when it does not reach back to a place any more', () => {
    const changes = new RecentChanges();
    const start = changes.end();
    for (let at = 0; at < 20_001; at++) changes.note(1, 3);
    expect(changes.since(start)).toBeUndefined();
    expect(changes.since(changes.end() - 1)).toEqual([1]);
  });
});
