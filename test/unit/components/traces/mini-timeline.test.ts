import { describe, expect, it } from 'vitest';
import { miniTimeline } from '@/components/traces/model/mini-timeline';
import { assignColours } from '@/components/traces/model/service-colours';

const service = (name: string) => ({ service: name, namespace: 'n', spans: 1, errors: 0 });

describe('miniTimeline()', () => {
  it('paints the longest first, so that inner calls show', () => {
    const segments = miniTimeline({
      services: [service('web'), service('api')],
      timeline: [
        [0.25, 0.5, 1, true],
        [0, 1, 0, false],
      ],
    });
    expect(segments).toEqual([
      { left: 0, width: 100, service: 'web', isError: false },
      { left: 25, width: 50, service: 'api', isError: true },
    ]);
  });

  it('keeps the thinnest segment visible and inside', () => {
    const [segment] = miniTimeline({ services: [service('web')], timeline: [[1, 0, 0, false]] });
    expect(segment?.width).toBeGreaterThan(0);
    expect((segment?.left ?? 0) + (segment?.width ?? 0)).toBeLessThanOrEqual(100);
  });
});

describe('assignColours()', () => {
  it('does not depend on the order of names', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    expect([...assignColours(names.toReversed())].sort()).toEqual([...assignColours(names)].sort());
  });

  it('gives eight services eight colours', () => {
    const names = ['gateway', 'productpage', 'details', 'reviews', 'ratings', 'orders', 'payments', 'bank'];
    expect(new Set(assignColours(names).values()).size).toBe(8);
  });

  it('goes around when there are more services than colours', () => {
    const names = Array.from({ length: 20 }, (_, i) => `s${i}`);
    expect(assignColours(names).size).toBe(20);
  });
});
