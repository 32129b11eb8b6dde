import { describe, expect, it } from 'vitest';
import { splitDocuments } from '@/lib/server/config-store/read/split-documents';

describe('splitDocuments()', () => {
  it('cuts at markers of the first column only, and says where each begins', () => {
    const text = '\uFEFFa: 1\r\n---\r\nb: |\n  ---\n  text\n...\nc: 1\n--- # note\n--- {d: 1}\n---\n';
    expect(splitDocuments(text)).toEqual([
      { text: 'a: 1\n', line: 1 },
      { text: 'b: |\n  ---\n  text\n', line: 3 },
      { text: 'c: 1\n', line: 7 },
      { text: '--- {d: 1}\n', line: 9 },
    ]);
  });

  it('leaves directives with the document they are for, and empty documents out', () => {
    expect(splitDocuments('---\n# nothing\n---\n\n')).toEqual([]);
    expect(splitDocuments('%YAML 1.2\n---\na: 1\n')).toEqual([{ text: '%YAML 1.2\n---\na: 1\n', line: 1 }]);
  });
});
