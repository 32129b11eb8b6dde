import { describe, expect, it } from 'vitest';
import { describeCodes, findingMarks } from '@/components/config/editor/finding-marks';
import type { ConfigFinding } from '@/lib/protocol/api/config';

const TEXT = 'kind: VirtualService\nspec:\n  hosts: [reviews]   \n';

const finding = (line: number, column: number): ConfigFinding => ({
  key: 'one',
  rule: 'virtual-service/host-not-found',
  codes: ['IST0101', 'KIA1101'],
  severity: 'warning',
  resource: { apiVersion: 'v1', kind: 'VirtualService', namespace: 'a', name: 'b' },
  path: 'spec.hosts[0]',
  message: 'No such host',
  file: '',
  position: { line, column },
});

const marked = (line: number, column: number) => {
  const [mark] = findingMarks(TEXT, [finding(line, column)], []);
  return TEXT.slice(mark?.from, mark?.to);
};

describe('findingMarks()', () => {
  it('underlines from the place to the end of what is written on its line', () => {
    expect(marked(3, 3)).toBe('hosts: [reviews]');
    expect(marked(3, 11)).toBe('reviews]');
  });

  it('stays within the text whatever place is named', () => {
    for (const [line, column] of [
      [0, 0],
      [99, 99],
      [1, 99],
    ] as const) {
      const [mark] = findingMarks(TEXT, [finding(line, column)], []);
      expect(mark?.from).toBeGreaterThanOrEqual(0);
      expect(mark?.to).toBeLessThanOrEqual(TEXT.length);
      expect(mark?.to).toBeGreaterThanOrEqual(mark?.from ?? 0);
    }
  });

  it('puts what cannot be read among the findings, in the order of the text', () => {
    const problem = { file: '', position: { line: 2, column: 1 }, message: 'Broken' };
    expect(findingMarks(TEXT, [finding(3, 3)], [problem]).map(({ message }) => message)).toEqual([
      'Broken',
      'No such host',
    ]);
  });
});

describe('describeCodes()', () => {
  it('names the rule and every code other tools have for it', () => {
    expect(describeCodes(finding(1, 1))).toBe('virtual-service/host-not-found (IST0101, KIA1101)');
    expect(describeCodes({ rule: 'own', codes: [] })).toBe('own');
  });
});
