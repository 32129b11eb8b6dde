import { describe, expect, it } from 'vitest';
import { findDefaultTolerances } from '@/lib/mesh/health/health-rate';
import type { CodeCounts } from '@/lib/mesh/health/request-counts';
import { requestHealth } from '@/lib/mesh/health/request-health';

const tolerances = findDefaultTolerances({ kind: 'workload', namespace: 'shop', name: 'cart-v1' });
const counts = (protocol: string, codes: Record<string, number>): CodeCounts =>
  new Map([[protocol, new Map(Object.entries(codes))]]);
const judge = (inbound: CodeCounts, outbound: CodeCounts = new Map()) =>
  requestHealth({ inbound, outbound }, tolerances);

describe('requestHealth()', () => {
  it('is healthy without errors and silent about it', () => {
    expect(judge(counts('http', { '200': 5, '302': 1 }))).toEqual({ status: 'Healthy', errorPercent: 0 });
  });

  it('degrades at the first server error and says why', () => {
    expect(judge(counts('http', { '200': 948, '503': 52 }))).toEqual({
      status: 'Degraded',
      errorPercent: 5.2,
      reason: '5.2 % of inbound http requests answered 5xx (degraded above 0 %)',
    });
  });

  it('fails at ten percent server errors', () => {
    expect(judge(counts('http', { '200': 90, '500': 10 }))).toMatchObject({
      status: 'Failure',
      reason: '10 % of inbound http requests answered 5xx (failing from 10 %)',
    });
  });

  it('tolerates a few client errors', () => {
    expect(judge(counts('http', { '200': 95, '404': 5 }))).toEqual({ status: 'Healthy', errorPercent: 5 });
    expect(judge(counts('http', { '200': 85, '404': 15 })).status).toBe('Degraded');
  });

  it('counts requests without a response', () => {
    expect(judge(counts('http', { '200': 99, '-': 1 })).reason).toBe(
      '1 % of inbound http requests got no response (degraded above 0 %)',
    );
  });

  it('judges what goes out as well', () => {
    expect(judge(counts('http', { '200': 1 }), counts('grpc', { '0': 9, '14': 1 }))).toEqual({
      status: 'Failure',
      errorPercent: 10,
      reason: '10 % of outbound grpc requests ended with a grpc error (failing from 10 %)',
    });
  });

  it('never lets a small share read as nothing', () => {
    expect(judge(counts('http', { '200': 99_999, '500': 1 })).reason).toContain('0.001 %');
  });

  it('knows nothing of bytes', () => {
    expect(judge(counts('tcp', { '-': 5 })).status).toBe('NA');
    expect(judge(new Map())).toEqual({ status: 'NA', errorPercent: 0 });
  });
});
