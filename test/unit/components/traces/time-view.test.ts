import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampView,
  panView,
  placeInView,
  viewBetween,
  WHOLE,
  zoomView,
} from '@/components/traces/model/time-view';

const view = fc
  .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([a, b]) => clampView({ from: Math.min(a, b), to: Math.max(a, b) }));
const isInside = ({ from, to }: { from: number; to: number }) => from >= 0 && to <= 1 + 1e-12 && from < to;

describe('zoomView() and panView()', () => {
  it('never leave the trace and never turn empty', () => {
    fc.assert(
      fc.property(
        view,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        (v, by, shift) => {
          expect(isInside(zoomView(v, by))).toBe(true);
          expect(isInside(panView(v, shift))).toBe(true);
        },
      ),
    );
  });

  it('keep what lies under the anchor where it is', () => {
    const zoomed = zoomView({ from: 0.2, to: 0.6 }, 0.5, 0.25);
    expect(zoomed.from + (zoomed.to - zoomed.from) * 0.25).toBeCloseTo(0.3, 10);
    expect(zoomed.to - zoomed.from).toBeCloseTo(0.2, 10);
  });

  it('stop at the edge with the width unchanged', () => {
    const panned = panView({ from: 0.5, to: 0.75 }, 4);
    expect(panned).toEqual({ from: 0.75, to: 1 });
  });
});

describe('viewBetween()', () => {
  it('takes two points in any order', () => {
    expect(viewBetween(0.6, 0.2)).toEqual({ from: 0.2, to: 0.6 });
  });

  it('is the whole when a drag was too short to mean anything', () => {
    expect(viewBetween(0.5, 0.501)).toEqual(WHOLE);
  });
});

describe('placeInView()', () => {
  it('gives percent of the view, beyond it for what lies outside', () => {
    const trace = { startUs: 1_000, durationUs: 100 };
    expect(placeInView(WHOLE, trace, 1_025, 1_050)).toEqual({ left: 25, width: 25 });
    expect(placeInView({ from: 0.5, to: 1 }, trace, 1_025, 1_075)).toEqual({ left: -50, width: 100 });
  });
});
