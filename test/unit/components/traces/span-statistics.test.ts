import { describe, expect, it } from 'vitest';
import { criticalTime } from '@/components/traces/model/critical-time';
import { spanStatistics } from '@/components/traces/model/span-statistics';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { findCriticalPath } from '@/lib/mesh/trace/critical-path';
import { makeSpan } from '../../lib/mesh/trace/make-span';

const trace = buildTrace('t', [
  makeSpan('root', 0, 100, { service: 'web' }),
  makeSpan('one', 10, 30, { parent_span_id: 'root', service: 'api', name: 'get', status: 'error' }),
  makeSpan('two', 50, 40, { parent_span_id: 'root', service: 'api', name: 'put' }),
]);
const critical = criticalTime(findCriticalPath(trace)).totalUs;

describe('spanStatistics()', () => {
  it('adds up counts, errors, self time and the critical path by service', () => {
    const [api, web] = spanStatistics(trace, 'service', critical);
    expect(api).toMatchObject({
      key: 'api',
      count: 2,
      errors: 1,
      totalUs: 70,
      selfUs: 70,
      meanUs: 35,
      maxUs: 40,
    });
    expect(web).toMatchObject({ key: 'web', count: 1, errors: 0, selfUs: 30 });
    expect(api?.selfShare).toBeCloseTo(0.7);
    expect(api?.criticalShare).toBeCloseTo(0.7);
  });

  it('keeps operations of one service apart', () => {
    const rows = spanStatistics(trace, 'operation', critical);
    expect(rows.map(({ service, operation }) => `${service} ${operation}`)).toEqual([
      'api put',
      'api get',
      'web root.default.svc.cluster.local:80/*',
    ]);
  });

  it('gives shares that add up to one', () => {
    for (const by of ['service', 'operation'] as const) {
      const total = spanStatistics(trace, by, critical).reduce((sum, row) => sum + row.selfShare, 0);
      expect(total).toBeCloseTo(1);
    }
  });
});
