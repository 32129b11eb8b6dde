import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { splitDocuments } from '@/lib/mesh/config/split-documents';

describe('splitDocuments()', () => {
  it('loses no byte', () => {
    const line = fc.constantFrom('---', '...', 'a: 1', '# c', '', '--- b', '  ---', 'x: |', ' y\r');
    fc.assert(
      fc.property(fc.array(line), fc.boolean(), (lines, ends) => {
        const text = lines.join('\n') + (ends ? '\n' : '');
        expect(
          splitDocuments(text)
            .map((chunk) => chunk.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it.each([
    ['a: 1\n', 1],
    ['# only a comment\n', 0],
    ['# head\n---\na: 1\n---\nb: 2\n', 2],
    ['---\n---\na: 1\n', 2],
    ['a: 1\n...\n---\nb: 2\n', 2],
    ['a: |\n  ---\n  x\n', 1],
  ])('counts the documents of %j as the parser does', (text, count) => {
    expect(splitDocuments(text).filter(({ isDocument }) => isDocument)).toHaveLength(count);
    const parsed = parseAllDocuments(text);
    expect('empty' in parsed ? 0 : parsed.length).toBe(count);
  });
});
