import { describe, expect, it } from 'vitest';
import { fitBesideCorner, fitViewport } from '@/components/graph/canvas/fit-viewport';

const stage = { width: 1_000, height: 600 };

describe('fitViewport()', () => {
  it('uses the whole stage, in whichever direction the drawing is longer', () => {
    const wide = fitViewport({ x1: -50, y1: 10, w: 4_000, h: 400 }, stage);
    expect(wide?.zoom).toBeCloseTo(928 / 4_000, 5);
    const tall = fitViewport({ x1: 0, y1: 0, w: 100, h: 2_000 }, stage);
    expect(tall?.zoom).toBeCloseTo(506 / 2_000, 5);
  });

  it('puts the drawing in the middle, below the status, and never makes it larger than it was designed', () => {
    const box = { x1: 40, y1: -20, w: 100, h: 100 };
    const { zoom, pan } = fitViewport(box, stage) ?? { zoom: 0, pan: { x: 0, y: 0 } };
    expect(zoom).toBe(1.15);
    const [left, right] = [pan.x + box.x1 * zoom, stage.width - (pan.x + (box.x1 + box.w) * zoom)];
    expect(left).toBeCloseTo(right, 5);
    expect(pan.y + box.y1 * zoom).toBeGreaterThan(58);
  });

  it('keeps a narrow drawing free of the controls below it', () => {
    const { zoom, pan } = fitViewport({ x1: 0, y1: 0, w: 10, h: 2_000 }, { width: 390, height: 600 }) ?? {
      zoom: 0,
      pan: { x: 0, y: 0 },
    };
    expect(pan.y + 2_000 * zoom).toBeCloseTo(600 - 64, 5);
  });

  it('leaves a stage without room alone', () => {
    expect(fitViewport({ x1: 0, y1: 0, w: 1, h: 1 }, { width: 60, height: 600 })).toBeUndefined();
  });
});

describe('fitBesideCorner()', () => {
  const corner = { width: 192, height: 132 };
  const area = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

  it('fits as ever what does not reach into the corner', () => {
    const box = { x1: 0, y1: 0, w: 2_000, h: 1_000 };
    const parts = [area(0, 0, 100, 100), area(1_900, 0, 2_000, 100), area(0, 900, 100, 1_000)];
    expect(fitBesideCorner(box, stage, corner, parts)).toEqual(fitViewport(box, stage));
  });

  it('keeps the corner free of every node, and the drawing as large as it can be', () => {
    for (const [w, h] of [
      [4_000, 400],
      [2_000, 1_000],
      [300, 4_000],
      [3_000, 3_000],
    ] as const) {
      const parts = [area(0, 0, 50, 50), area(w - 50, h - 50, w, h)];
      const { zoom, pan } = fitBesideCorner({ x1: 0, y1: 0, w, h }, stage, corner, parts) ?? {
        zoom: 0,
        pan: { x: 0, y: 0 },
      };
      expect(zoom).toBeGreaterThan(0);
      const isBeside = w * zoom + pan.x <= stage.width - corner.width + 0.01;
      const isAbove = h * zoom + pan.y <= stage.height - corner.height + 0.01;
      expect(isBeside || isAbove).toBe(true);
    }
  });
});
