import { describe, expect, it } from 'vitest';
import { flameBoxes } from '@/components/traces/model/flame';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { makeSpan } from '../../lib/mesh/trace/make-span';

describe('flameBoxes()', () => {
  it('merges same calls below the same caller', () => {
    const trace = buildTrace('t', [
      makeSpan('root', 0, 100, { service: 'web', name: 'page' }),
      makeSpan('a', 0, 20, { parent_span_id: 'root', service: 'api', name: 'get' }),
      makeSpan('b', 30, 30, { parent_span_id: 'root', service: 'api', name: 'get' }),
    ]);
    const boxes = flameBoxes(trace);
    expect(boxes.map(({ service, level, width, nodes }) => [service, level, width, nodes.length])).toEqual([
      ['web', 0, 100, 1],
      ['api', 1, 50, 2],
    ]);
  });

  it('fits calls that ran side by side into their caller', () => {
    const trace = buildTrace('t', [
      makeSpan('root', 0, 100, { service: 'web' }),
      makeSpan('a', 0, 100, { parent_span_id: 'root', service: 'x' }),
      makeSpan('b', 0, 100, { parent_span_id: 'root', service: 'y' }),
    ]);
    const below = flameBoxes(trace).filter((box) => box.level === 1);
    expect(below.map(({ left, width }) => [left, width])).toEqual([
      [0, 50],
      [50, 50],
    ]);
  });
});
