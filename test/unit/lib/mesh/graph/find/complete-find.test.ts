import { describe, expect, it } from 'vitest';
import { completeFind } from '@/lib/mesh/graph/find/complete-find';
import { makeMeshGraph } from '@/test/fixtures/mesh-graph';

const graph = makeMeshGraph();
const complete = (text: string) => {
  const { from, options } = completeFind(text, text.length, graph);
  return { from, texts: options.map((option) => option.text) };
};

describe('completeFind()', () => {
  it('offers fields at the start, after joins, negations and parentheses', () => {
    expect(complete('ver')).toEqual({ from: 0, texts: ['version'] });
    expect(complete('idle and ver').texts).toEqual(['version']);
    expect(complete('!ver')).toEqual({ from: 1, texts: ['version'] });
    expect(complete('(ver').texts).toEqual(['version']);
  });

  it('offers operators that suit the field', () => {
    expect(complete('error ').texts).toEqual(['>', '<', '=']);
    expect(complete('version st').texts).toEqual(['startswith']);
    expect(complete('idle ').texts).toEqual(['and', 'or']);
  });

  it('offers the values that the graph has', () => {
    expect(complete('namespace = ')).toEqual({
      from: 12,
      texts: ['bookinfo', 'data', 'external', 'istio-system', 'shop', 'unknown'],
    });
    expect(complete('ns not startswith b')).toEqual({ from: 18, texts: ['bookinfo'] });
    expect(complete('node=s').texts).toEqual(['service']);
  });

  it('offers joins after a whole term', () => {
    expect(complete('ns = shop ').texts).toEqual(['and', 'or']);
    expect(complete('ns = shop o').texts).toEqual(['or']);
  });

  it('completes in the middle of a text', () => {
    expect(completeFind('ver = v1', 3, graph)).toMatchObject({ from: 0, options: [{ text: 'version' }] });
  });
});
