import { describe, expect, it } from 'vitest';
import { countFirst } from '@/components/ui/push/count-first';
import type { AgentAnswer } from '@/components/ui/push/count-push';

const answers = (refused: number, taken: number): AgentAnswer[] => [
  ...Array<AgentAnswer>(refused).fill('refused'),
  ...Array<AgentAnswer>(taken).fill('taken'),
];

describe('countFirst()', () => {
  it('shows a short list whole', () => {
    expect(countFirst(answers(0, 8))).toBe(8);
    expect(countFirst([])).toBe(0);
  });

  it('shows a few of many that are well', () => {
    expect(countFirst(answers(0, 500))).toBe(8);
  });

  it('shows every refusal, up to a bound', () => {
    expect(countFirst(answers(20, 480))).toBe(20);
    expect(countFirst(answers(400, 100))).toBe(50);
  });
});
