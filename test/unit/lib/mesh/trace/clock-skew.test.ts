import { describe, expect, it } from 'vitest';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { findClockSkews } from '@/lib/mesh/trace/clock-skew';
import { makeSpan } from './make-span';

const client = makeSpan('caller', 100_000, 50_000, { kind: 'CLIENT' });
const server = (startUs: number, durationUs: number) =>
  makeSpan('callee', startUs, durationUs, { parent_span_id: 'caller' });

describe('findClockSkews()', () => {
  it('finds a server span that begins before its call', () => {
    const skews = findClockSkews(buildTrace('t', [client, server(90_000, 20_000)]));
    expect(skews.map((skew) => skew.skewUs)).toEqual([-10_000]);
  });

  it('finds a server span that outlasts a call that was answered', () => {
    const skews = findClockSkews(buildTrace('t', [client, server(140_000, 30_000)]));
    expect(skews.map((skew) => skew.skewUs)).toEqual([20_000]);
  });

  it('tolerates a millisecond, and callers that gave up', () => {
    expect(findClockSkews(buildTrace('t', [client, server(99_500, 20_000)]))).toEqual([]);
    const gaveUp = { ...client, status: 'error' as const };
    expect(findClockSkews(buildTrace('t', [gaveUp, server(140_000, 30_000)]))).toEqual([]);
  });
});
