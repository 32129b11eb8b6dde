import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLatency, createSeriesDelta, takePointRow } from '@/agent/telemetry/series-delta';
import { encodeHistogram } from '@/lib/mesh/metrics/encode-histogram';
import { createHistogram, recordValue } from '@/lib/mesh/metrics/histogram';

describe('takePointRow()', () => {
  it('encodes durations exactly as the model does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120_000_000 })), (durations) => {
        const delta = createSeriesDelta();
        const histogram = createHistogram();
        for (const duration of durations) {
          addLatency(delta, duration);
          recordValue(histogram, duration);
        }
        const row = takePointRow(delta, 7);
        expect(row[6]).toEqual(encodeHistogram(histogram));
        expect(row[3]).toBe(durations.reduce((a, b) => a + b, 0));
      }),
    );
  });

  it('leaves nothing behind', () => {
    const delta = createSeriesDelta();
    addLatency(delta, 1_000);
    delta.requests = 1;
    delta.tcpSentBytes = 9;
    takePointRow(delta, 1);
    expect(takePointRow(delta, 1)).toEqual([1, 0, 0, 0, 0, 0, [0, 0], 0, 0, 0, 0]);
  });

  it('carries gRPC messages only where there were some', () => {
    const delta = createSeriesDelta();
    delta.responseMessages = 5;
    expect(takePointRow(delta, 1).slice(11)).toEqual([0, 5]);
    expect(takePointRow(delta, 1)).toHaveLength(11);
  });
});
