import { describe, expect, it } from 'vitest';
import { describeGate, describeReading } from '@/components/rollouts/model/describe-gate';

const ERRORS = { kind: 'error-rate', against: 'stable', share: 0.01 } as const;

describe('describeGate()', () => {
  it('says a difference of two shares in percentage points', () => {
    expect(describeGate(ERRORS)).toBe('Failed requests no more than 1 percentage point above stable');
    expect(describeGate({ ...ERRORS, share: 0.005 })).toContain('0.5 percentage points above');
    expect(describeGate({ ...ERRORS, against: 'bound' })).toBe('Fewer than 1 % failed requests');
  });
});

describe('describeReading()', () => {
  it('says the share and of how many', () => {
    expect(describeReading(ERRORS, { requests: 1_140, rate: 0 })).toBe('0 % of 1,140 requests failed');
    expect(
      describeReading(
        { kind: 'latency', against: 'bound', quantile: 0.95, boundMs: 300 },
        { requests: 8, rate: 0.25 },
      ),
    ).toBe('25 % of 8 requests too slow');
    expect(describeReading(ERRORS, { requests: 0, rate: 0 })).toBe('no requests yet');
  });
});
