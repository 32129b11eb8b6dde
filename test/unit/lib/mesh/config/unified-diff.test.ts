import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '@/lib/mesh/config/unified-diff';

/** What `patch` makes of a text. */
function patch(before: string, diff: string): string {
  const lines = before === '' ? [] : before.slice(0, -1).split('\n');
  const after: string[] = [];
  let at = 0;
  for (const hunk of diff.split(/^@@ /m).slice(1)) {
    const [header = '', ...body] = hunk.split('\n').slice(0, -1);
    const [, start = '0', count = '1'] = /^-(\d+)(?:,(\d+))?/.exec(header) ?? [];
    const from = count === '0' ? Number(start) : Number(start) - 1;
    after.push(...lines.slice(at, from));
    at = from;
    for (const line of body) {
      if (line[0] !== '+') expect(lines[at++]).toBe(line.slice(1));
      if (line[0] !== '-') after.push(line.slice(1));
    }
  }
  return [...after, ...lines.slice(at)].map((line) => `${line}\n`).join('');
}

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

describe('unifiedDiff()', () => {
  it('leads from one text to the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(patch(before, unifiedDiff(before, after, 'x'))).toBe(after);
      }),
    );
  });

  it('shows changes with three lines around them, in hunks', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `${index}\n`);
    const diff = unifiedDiff(lines.join(''), lines.with(2, 'two\n').with(17, 'x\n').join(''), 'a.yaml');
    expect(diff).toBe(
      '--- a/a.yaml\n+++ b/a.yaml\n@@ -1,6 +1,6 @@\n 0\n 1\n-2\n+two\n 3\n 4\n 5\n@@ -15,6 +15,6 @@\n 14\n 15\n 16\n-17\n+x\n 18\n 19\n',
    );
    expect(unifiedDiff('', 'a\n', 'a')).toBe('--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+a\n');
  });
});
