import { describe, expect, it } from 'vitest';
import { LastLines } from '@/demo/run/last-lines';

describe('LastLines', () => {
  it('keeps the last lines that say something, however they came in', () => {
    const lines = new LastLines();
    for (const chunk of ['one\ntw', 'o\n\n', 'three\n', '  \n']) lines.add(Buffer.from(chunk));
    expect(lines.read(2)).toBe('two\nthree');
  });

  it('forgets what was printed long before', () => {
    const lines = new LastLines();
    lines.add(Buffer.from(`begin\n${'x'.repeat(10_000)}\nend`));
    expect(lines.read(9)).not.toContain('begin');
    expect(lines.read(1)).toBe('end');
  });
});
