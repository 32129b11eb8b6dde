import { describe, expect, it } from 'vitest';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { correctClocks } from '@/lib/mesh/trace/correct-clocks';
import { makeSpan } from './make-span';

const client = makeSpan('caller', 100_000, 50_000, { kind: 'CLIENT', workload: 'web-v1' });
const server = (startUs: number, durationUs: number) =>
  makeSpan('callee', startUs, durationUs, { parent_span_id: 'caller', workload: 'bank-v1' });
const correct = (...spans: ReturnType<typeof server>[]) => {
  const corrected = correctClocks(buildTrace('t', spans));
  return { starts: corrected.spans.map(({ start_us }) => start_us), shifts: corrected.shifts };
};

describe('correctClocks()', () => {
  it('moves a server span that begins before its call into the middle of the call', () => {
    const { starts, shifts } = correct(client, server(90_000, 20_000));
    expect(starts).toEqual([100_000, 115_000]);
    expect(shifts).toMatchObject([{ workload: 'bank-v1', caller: 'web-v1', shiftUs: 25_000, spans: 1 }]);
  });

  it('moves one that outlasts a call that was answered, and one that is longer to its beginning', () => {
    expect(correct(client, server(140_000, 30_000)).starts).toEqual([100_000, 110_000]);
    expect(correct(client, server(140_000, 80_000)).starts).toEqual([100_000, 100_000]);
  });

  it('moves what it called, what its process did, and its events along', () => {
    const inner = makeSpan('inner', 95_000, 5_000, {
      kind: 'INTERNAL',
      parent_span_id: 'callee',
      workload: 'bank-v1',
      details: { events: [{ time_us: 96_000, name: 'e', tags: {} }] },
    });
    const call = makeSpan('call', 96_000, 6_000, {
      kind: 'CLIENT',
      parent_span_id: 'callee',
      workload: 'bank-v1',
    });
    const far = makeSpan('far', 122_000, 4_000, { parent_span_id: 'call', workload: 'ledger-v1' });
    const trace = buildTrace('t', [client, server(90_000, 20_000), inner, call, far]);
    const { spans, shifts } = correctClocks(trace);
    const start = new Map(spans.map(({ span_id, start_us }) => [span_id, start_us]));
    expect([start.get('inner'), start.get('call'), start.get('far')]).toEqual([120_000, 121_000, 122_000]);
    expect(spans.find(({ span_id }) => span_id === 'inner')?.details?.events?.[0]?.time_us).toBe(121_000);
    expect(shifts.map(({ workload, spans: moved }) => [workload, moved])).toEqual([['bank-v1', 3]]);
  });

  it('leaves alone what is within a millisecond, what a caller gave up on, and work that goes on behind a call', () => {
    expect(correct(client, server(99_500, 20_000)).shifts).toEqual([]);
    const gaveUp = { ...client, status: 'error' as const };
    expect(correct(gaveUp, server(140_000, 30_000)).shifts).toEqual([]);
    const later = makeSpan('later', 900_000, 10, {
      kind: 'CONSUMER',
      parent_span_id: 'caller',
      workload: 'bank-v1',
    });
    expect(correct(client, later).shifts).toEqual([]);
  });

  it('finds nothing to move once it has moved', () => {
    const { spans } = correctClocks(buildTrace('t', [client, server(90_000, 20_000)]));
    expect(correctClocks(buildTrace('t', spans)).shifts).toEqual([]);
  });
});
