import { describe, expect, it } from 'vitest';
import { type CountedWindow, compareEdges } from '@/lib/mesh/graph/compare/compare-edges';
import type { EdgeCounts } from '@/lib/mesh/graph/compare/edge-counts';
import { createHistogram, recordValue } from '@/lib/mesh/metrics/histogram';

interface Sketch {
  requests: number;
  errors?: number;
  /** Median; durations spread evenly over a factor of four around it. */
  ms?: number;
  protocol?: EdgeCounts['protocol'];
}

function makeWindow(edges: Record<string, Sketch>, seconds = 300): CountedWindow {
  const entries = Object.entries(edges).map(([id, sketch]): [string, EdgeCounts] => [
    id,
    makeCounts(id, sketch),
  ]);
  return { seconds, edges: new Map(entries) };
}

function makeCounts(id: string, { requests, errors = 0, ms = 20, protocol = 'http' }: Sketch): EdgeCounts {
  const latency = createHistogram();
  if (protocol !== 'tcp')
    for (let i = 0; i < 100; i++) recordValue(latency, ms * 1_000 * 4 ** (i / 100 - 0.5), requests / 100);
  return { id, source: `${id}-source`, target: `${id}-target`, protocol, amount: requests, errors, latency };
}

/** A seeded generator (mulberry32), so that noise is the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const brief = (before: CountedWindow, after: CountedWindow): string[] =>
  compareEdges(before, after).map(({ edge, kind, isSure }) => `${edge} ${kind}${isSure ? '' : '?'}`);

describe('compareEdges()', () => {
  it('says nothing of equal windows', () => {
    const window = makeWindow({ a: { requests: 3_000, errors: 30 }, b: { requests: 5 } });
    expect(compareEdges(window, window)).toEqual([]);
  });

  it('puts what fails before what is slow, and noise last', () => {
    const before = makeWindow({
      steady: { requests: 30_000 },
      failing: { requests: 3_000, errors: 3 },
      slow: { requests: 3_000, ms: 20 },
      rare: { requests: 4, errors: 1 },
      gone: { requests: 900 },
    });
    const after = makeWindow({
      steady: { requests: 30_300 },
      failing: { requests: 3_000, errors: 600 },
      slow: { requests: 3_000, ms: 60 },
      rare: { requests: 5, errors: 3 },
      fresh: { requests: 2_000 },
      once: { requests: 1 },
    });
    expect(brief(before, after)).toEqual([
      'failing errors',
      'fresh new',
      'gone lost',
      'slow latency',
      'once new?',
    ]);
  });

  it('gives the values of both windows in the units people read', () => {
    const changes = compareEdges(
      makeWindow({ a: { requests: 3_000, errors: 30, ms: 20 } }),
      makeWindow({ a: { requests: 12_000, errors: 2_400, ms: 80 } }, 600),
    );
    const of = (kind: string) => changes.find((change) => change.kind === kind);
    expect(of('errors')).toMatchObject({ before: 1, after: 20 });
    expect(of('rate')).toMatchObject({ before: 10, after: 20 });
    expect(of('latency')?.before).toBeGreaterThan(30);
    expect((of('latency')?.after ?? 0) / (of('latency')?.before ?? 1)).toBeCloseTo(4, 1);
  });

  it('tells what got better below what got as much worse', () => {
    const bad = { requests: 3_000, errors: 600 };
    const good = { requests: 3_000 };
    expect(brief(makeWindow({ a: bad, b: good }), makeWindow({ a: good, b: bad }))).toEqual([
      'b errors',
      'a errors',
    ]);
  });

  it('compares bytes of tcp edges', () => {
    const tcp = (requests: number): Sketch => ({ requests, protocol: 'tcp' });
    expect(
      brief(makeWindow({ a: tcp(5e7), b: tcp(900) }), makeWindow({ a: tcp(5e8), b: tcp(9_000) })),
    ).toEqual(['a rate']);
  });

  it('calls next to nothing sure of two windows of the same bursty traffic', () => {
    const random = createRandom(7);
    const bursts = (mean: number): number => {
      let events = 0;
      let left = mean / 3;
      while (left > 0) {
        events += 3;
        left += Math.log(1 - random());
      }
      return events;
    };
    const draw = (): CountedWindow =>
      makeWindow(
        Object.fromEntries(
          Array.from({ length: 200 }, (_, index) => {
            const requests = Math.max(1, bursts(5 * 1.03 ** index));
            return [`e${index}`, { requests, errors: Math.min(requests, bursts(requests * 0.05)) }];
          }),
        ),
      );
    const sure = Array.from({ length: 10 }, () =>
      compareEdges(draw(), draw()).filter(({ isSure }) => isSure),
    );
    expect(sure.flat().length).toBeLessThanOrEqual(1);
  });
});
