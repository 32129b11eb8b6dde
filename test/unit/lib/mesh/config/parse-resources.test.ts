import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { BAD_YAML, GOOD_YAML, ODD_YAML } from '@/test/support/bad-yaml';

describe('parseResources()', () => {
  it.each(BAD_YAML)('says what is wrong and where: $name', ({ text, message, line, column }) => {
    const { resources, problems } = parseResources(text, 'f.yaml');
    expect(resources).toEqual([]);
    expect(problems[0]).toMatchObject({ file: 'f.yaml', message: expect.stringMatching(message) });
    expect(problems[0]?.position).toEqual({ line, column });
  });

  it.each(ODD_YAML)('reads %s', (_, text) => {
    const { resources, problems } = parseResources(text, 'f.yaml');
    expect(problems).toEqual([]);
    expect(resources.map(({ raw }) => raw)).toEqual([parseResources(GOOD_YAML, '').resources[0]?.raw]);
  });
});
