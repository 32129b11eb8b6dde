import { describe, expect, it } from 'vitest';
import { createHistogram, recordValue } from '@/lib/mesh/metrics/histogram';
import { predictServices } from '@/lib/mesh/whatif/predict-services';

const target = (version: string) => ({ host: 'r', namespace: 'shop', workload: `r-${version}`, version });

function historyOf(version: string, errors: number, durationUs: number) {
  const latency = createHistogram();
  recordValue(latency, durationUs, 100);
  return { ...target(version), requests: 100, errors, latency };
}

describe('predictServices()', () => {
  it('mixes error rates and latencies by the load of each version', () => {
    const load = [
      { ...target('v1'), before: 1_000, after: 500 },
      { ...target('v2'), before: 0, after: 500 },
    ];
    const [service] = predictServices(load, [historyOf('v1', 0, 10_000), historyOf('v2', 20, 400_000)]);
    expect(service?.before).toMatchObject({ requests: 1_000, errorRate: 0 });
    expect(service?.before.p99Ms).toBeCloseTo(10, 0);
    expect(service?.after.errorRate).toBeCloseTo(0.1);
    expect(Math.abs((service?.after.p99Ms ?? 0) / 400 - 1)).toBeLessThan(0.01);
    expect(service?.withoutHistory).toBe(0);
  });

  it('says which share goes to versions that nobody called yet', () => {
    const load = [
      { ...target('v1'), before: 100, after: 75 },
      { ...target('v3'), before: 0, after: 25 },
    ];
    const [service] = predictServices(load, [historyOf('v1', 1, 10_000)]);
    expect(service).toMatchObject({ withoutHistory: 0.25, after: { errorRate: 0.01 } });
    expect(predictServices(load, [])[0]?.after).toMatchObject({ errorRate: null, p99Ms: null });
  });
});
