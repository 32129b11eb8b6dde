import { expect, it } from 'vitest';
import { closedBuckets } from '@/lib/client/signals/closed-buckets';
import { readSignals } from '@/lib/client/signals/read-signals';

const zeros = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, 0]));
const BYTES =
  'requestBytes responseBytes requestMessages responseMessages tcpSentBytes tcpReceivedBytes tcpOpened';
const LATENCY = 'p50 p90 p95 p99 mean';

it('closedBuckets() leaves out buckets that may still grow, and keeps the totals', () => {
  const point = (t: number) => ({ t, ...zeros(`rate errorRate ${LATENCY} ${BYTES}`) });
  const totals = { ...zeros(`requests errors rate errorPercent tcpClosed ${LATENCY} ${BYTES}`), requests: 9 };
  const signals = readSignals({
    groups: { all: { key: 'all', totals } },
    points: Object.fromEntries([0, 5_000, 10_000, 15_000].map((t) => [`all|${t}`, point(t)])),
    meta: { window: { from: 0, to: 16_500 }, resolution: { stepSeconds: 5, resolutionSeconds: 1 } },
  });
  const [group] = closedBuckets(signals).groups;
  expect(group?.points.map(({ t }) => t)).toEqual([0, 5_000]);
  expect(group?.totals.requests).toBe(9);
});
