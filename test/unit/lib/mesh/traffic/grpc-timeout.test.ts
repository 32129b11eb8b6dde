import { describe, expect, it } from 'vitest';
import { boundGrpcTimeout, formatGrpcTimeout, parseGrpcTimeout } from '@/lib/mesh/traffic/grpc-timeout';

describe('parseGrpcTimeout()', () => {
  it.each([
    ['1H', 3_600_000],
    ['2M', 120_000],
    ['3S', 3_000],
    ['250m', 250],
    ['1u', 1],
    ['1001u', 2],
    ['1n', 1],
    ['99999999S', 99_999_999_000],
    ['0m', 0],
  ])('reads %s as %d ms, rounded up', (text, ms) => expect(parseGrpcTimeout(text)).toBe(ms));

  it.each([undefined, '', '1', 'm', '1s', '123456789m', '1.5S', '-1S', ' 1S', '1Sx'])(
    'makes nothing of %j',
    (text) => expect(parseGrpcTimeout(text)).toBeUndefined(),
  );
});

describe('formatGrpcTimeout()', () => {
  it('takes the finest unit with room', () => {
    expect(formatGrpcTimeout(1_500)).toBe('1500m');
    expect(formatGrpcTimeout(99_999_999)).toBe('99999999m');
    expect(formatGrpcTimeout(100_000_500)).toBe('100000S');
    expect(formatGrpcTimeout(Number.MAX_SAFE_INTEGER)).toBe('99999999H');
  });

  it('is what parseGrpcTimeout() reads, never longer than it was', () => {
    for (let ms = 1; ms < 1e13; ms = ms * 3 + 7) {
      const read = parseGrpcTimeout(formatGrpcTimeout(ms)) ?? 0;
      expect(read).toBeLessThanOrEqual(ms);
      expect(read).toBeGreaterThan(ms * 0.99);
    }
  });
});

describe('boundGrpcTimeout()', () => {
  it("takes the client's, at most the route's, and either where there is but one", () => {
    expect(boundGrpcTimeout('1S', 5_000)).toBe(1_000);
    expect(boundGrpcTimeout('1H', 5_000)).toBe(5_000);
    expect(boundGrpcTimeout('0m', 5_000)).toBe(5_000);
    expect(boundGrpcTimeout(undefined, 5_000)).toBe(5_000);
    expect(boundGrpcTimeout('1S', undefined)).toBe(1_000);
    expect(boundGrpcTimeout('soon', undefined)).toBeUndefined();
    expect(boundGrpcTimeout('0S', undefined)).toBeUndefined();
  });
});
