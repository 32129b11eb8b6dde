import { describe, expect, it } from 'vitest';
import { changePlates } from '@/components/graph/compare/change-plates';
import type { GraphCompareAnswer } from '@/lib/protocol/api/graph-compare';

const window = { from: 0, to: 60_000 };
const change = (edge: string, sketch: Partial<GraphCompareAnswer['changes'][number]>) => ({
  edge,
  source: 'a',
  target: 'b',
  protocol: 'http' as const,
  kind: 'errors' as const,
  before: 1,
  after: 16,
  isSure: true,
  weight: 1,
  ...sketch,
});

describe('changePlates()', () => {
  it('says the highest ranked sure change of an edge, and how it went', () => {
    const changes = [
      change('x', {}),
      change('x', { kind: 'rate', before: 5, after: 9 }),
      change('y', { kind: 'new', before: 0, after: 18 }),
      change('z', { isSure: false }),
    ];
    const plates = changePlates({ before: window, after: window, recordedFrom: null, changes });
    expect(plates.get('x')?.map(({ text }) => text)).toEqual(['Errors', '1 % →', '16 %']);
    expect(plates.get('x')?.at(-1)?.tone).toBe('failing');
    expect(plates.get('y')?.map(({ text }) => text)).toEqual(['New', '18 rps']);
    expect(plates.has('z')).toBe(false);
  });

  it('leaves every plate alone without a comparison', () => {
    expect(changePlates(undefined).size).toBe(0);
  });
});
