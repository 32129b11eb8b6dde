import { describe, expect, it } from 'vitest';
import { changeText } from '@/components/config/save/change-set';
import { parseResources } from '@/lib/mesh/config/parse-resources';

const object = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}`;

describe('changeText()', () => {
  it('joins texts into documents, whether or not they end with a line break', () => {
    const texts = [object('a'), `${object('b')}\n`, '  '].map((after) => ({ label: '', before: '', after }));
    const { resources, problems } = parseResources(changeText({ texts, namespace: '', expected: {} }), '-');
    expect(problems).toEqual([]);
    expect(resources.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  });
});
