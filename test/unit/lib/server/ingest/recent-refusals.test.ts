import { expect, it } from 'vitest';
import { RecentRefusals } from '@/lib/server/ingest/recent-refusals';

it('RecentRefusals keeps the last twenty, newest first', () => {
  const recent = new RecentRefusals();
  for (let i = 0; i < 25; i++) recent.note({ atMs: i, agent: `shop/orders-${i}`, why: 'No hello arrived' });
  const times = recent.list().map(({ atMs }) => atMs);
  expect(times).toHaveLength(20);
  expect([times[0], times.at(-1)]).toEqual([24, 5]);
});
