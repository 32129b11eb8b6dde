import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHistogram, type Histogram, mergeHistogram, recordValue } from '@/lib/mesh/metrics/histogram';
import { createPoint, mergePoint, type Point } from '@/lib/mesh/metrics/point';
import { ByteReader } from '@/lib/server/store/points/byte-reader';
import { ByteWriter } from '@/lib/server/store/points/byte-writer';
import { mergeLatency, writeLatency } from '@/lib/server/store/points/latency-codec';
import { encodeSegment, mergeSegment, visitRequests } from '@/lib/server/store/points/point-segment';

const histograms = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.integer({ min: 1, max: 1e6 })), {
    maxLength: 40,
  })
  .map((values) => {
    const histogram = createHistogram();
    for (const [value, count] of values) recordValue(histogram, value, count);
    return histogram;
  });

const counts = fc.integer({ min: 0, max: 2 ** 45 });
const points: fc.Arbitrary<Point> = fc.record({
  requests: counts,
  durationUs: counts,
  requestBytes: counts,
  responseBytes: counts,
  requestMessages: counts,
  responseMessages: counts,
  latency: fc.constant(createHistogram()),
  tcpOpened: counts,
  tcpClosed: counts,
  tcpSentBytes: counts,
  tcpReceivedBytes: counts,
});
const httpPoints = fc
  .tuple(points, histograms)
  .map(([point, latency]) => ({ ...point, requests: point.requests + 1, latency }));
const segments = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 2 ** 31 - 1 }), httpPoints), { maxLength: 20 })
  .map((entries) => new Map(entries));

function encode(histogram: Histogram): Buffer {
  const writer = new ByteWriter();
  writeLatency(writer, histogram);
  return writer.take();
}

/** What readers see of a histogram: buckets, whatever the array's edges. */
function buckets(histogram: Histogram): [number, number][] {
  const filled = histogram.counts.map((count, i): [number, number] => [histogram.offset + i, count]);
  return [[-1, histogram.zero], ...filled.filter(([, count]) => count > 0)];
}

const visible = (map: ReadonlyMap<number, Point>) =>
  [...map]
    .sort(([a], [b]) => a - b)
    .map(([series, { latency, ...rest }]) => ({ series, rest, latency: buckets(latency) }));

describe('ByteWriter and ByteReader', () => {
  it('give every whole number below 2^53 back', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), (numbers) => {
        const writer = new ByteWriter();
        for (const number of numbers) writer.varint(number);
        const reader = new ByteReader(writer.take());
        expect(numbers.map(() => reader.varint())).toEqual(numbers);
      }),
    );
  });
});

describe('mergeLatency()', () => {
  it('of what writeLatency() wrote is mergeHistogram()', () => {
    fc.assert(
      fc.property(histograms, histograms, (a, b) => {
        const merged = createHistogram();
        mergeLatency(merged, encode(a));
        mergeLatency(merged, encode(b));
        const expected = createHistogram();
        mergeHistogram(expected, a);
        mergeHistogram(expected, b);
        expect(buckets(merged)).toEqual(buckets(expected));
      }),
    );
  });

  it('does nothing for the empty histogram, which takes no bytes', () => {
    expect(encode(createHistogram())).toHaveLength(0);
    const target = createHistogram();
    mergeLatency(target, Buffer.alloc(0));
    expect(target).toEqual(createHistogram());
  });
});

describe('mergeSegment()', () => {
  it('of what encodeSegment() made gives the points back', () => {
    fc.assert(
      fc.property(segments, (segment) => {
        const read = new Map<number, Point>();
        mergeSegment(read, encodeSegment(segment));
        expect(visible(read)).toEqual(visible(segment));
      }),
    );
  });

  it('gives the same sums in any order of segments', () => {
    fc.assert(
      fc.property(segments, segments, (a, b) => {
        const [forth, back] = [new Map<number, Point>(), new Map<number, Point>()];
        for (const segment of [a, b]) mergeSegment(forth, encodeSegment(segment));
        for (const segment of [b, a]) mergeSegment(back, encodeSegment(segment));
        expect(visible(forth)).toEqual(visible(back));
      }),
    );
  });

  it('reads only the wanted series', () => {
    fc.assert(
      fc.property(segments, fc.integer({ min: 0, max: 5 }), (segment, keep) => {
        const wanted = new Set([...segment.keys()].slice(0, keep));
        const read = new Map<number, Point>();
        mergeSegment(read, encodeSegment(segment), wanted);
        expect(visible(read)).toEqual(
          visible(new Map([...segment].filter(([series]) => wanted.has(series)))),
        );
      }),
    );
  });

  it('keeps TCP series without requests', () => {
    const tcp = { ...createPoint(), tcpOpened: 2, tcpSentBytes: 5 };
    const read = new Map<number, Point>();
    mergeSegment(read, encodeSegment(new Map([[3, tcp]])));
    expect(read.get(3)).toEqual(tcp);
  });

  it('refuses a segment of another version', () => {
    expect(() => mergeSegment(new Map(), Buffer.from([9, 0]))).toThrow('version 9');
  });

  it('sums to mergePoint()', () => {
    fc.assert(
      fc.property(httpPoints, httpPoints, (a, b) => {
        const read = new Map<number, Point>();
        for (const point of [a, b]) mergeSegment(read, encodeSegment(new Map([[1, point]])));
        const expected = createPoint();
        mergePoint(expected, a);
        mergePoint(expected, b);
        expect(visible(read)).toEqual(visible(new Map([[1, expected]])));
      }),
    );
  });
});

describe('visitRequests()', () => {
  const connections = points.map((point) => ({ ...point, requests: 0 }));
  const mixed = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.oneof(httpPoints, connections)), {
      maxLength: 20,
    })
    .map((entries) => new Map(entries));

  it('gives the requests of every series that has any', () => {
    fc.assert(
      fc.property(mixed, (segment) => {
        const read = new Map<number, number>();
        visitRequests(encodeSegment(segment), (series, requests) => read.set(series, requests));
        const expected = [...segment].filter(([, { requests }]) => requests > 0);
        expect(read).toEqual(new Map(expected.map(([series, { requests }]) => [series, requests])));
      }),
    );
  });

  it('refuses a version it does not know', () => {
    expect(() => visitRequests(Buffer.from([9, 0]), () => undefined)).toThrow('Unknown version 9');
  });
});
