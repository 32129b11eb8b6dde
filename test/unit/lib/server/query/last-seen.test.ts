import { describe, expect, it } from 'vitest';
import { readLastSeen } from '@/lib/server/query/last-seen';
import { pointOf } from '@/test/integration/support/telemetry-samples';
import { makeLabels } from '@/test/support/traffic';
import { NOW_MS, QueryBench } from './query-bench';

const workload = ({ labels }: { labels: { destination_workload: string } }) => [labels.destination_workload];

describe('readLastSeen()', () => {
  it('takes memory before the store, and the store for what reported before the start', () => {
    const bench = new QueryBench();
    bench.add(makeLabels({ destination_workload: 'busy' }), 10, pointOf(1));
    bench.add(makeLabels({ destination_workload: 'old' }), 7_200, pointOf(1));
    bench.add(makeLabels({ destination_workload: 'stored' }), -1_000, pointOf(1));
    bench.seenBeforeMs.set(1, NOW_MS - 86_400_000).set(3, NOW_MS - 3_600_000);
    const seen = readLastSeen(bench.context, workload);
    expect(Object.fromEntries(seen)).toEqual({
      busy: NOW_MS - 9_000,
      old: NOW_MS - 7_199_000,
      stored: NOW_MS - 3_600_000,
    });
  });

  it('never tells a time that has not come yet', () => {
    const bench = new QueryBench();
    bench.add(makeLabels({ destination_workload: 'stored' }), -1_000, pointOf(1));
    bench.seenBeforeMs.set(1, NOW_MS + 1_800_000);
    expect(readLastSeen(bench.context, workload).get('stored')).toBe(NOW_MS);
  });
});
