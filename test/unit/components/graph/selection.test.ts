import { describe, expect, it } from 'vitest';
import { buildBoxes } from '@/components/graph/model/build-boxes';
import type { DrawnGraph } from '@/components/graph/model/drawn-graph';
import { relatedTo, relatedToAll } from '@/components/graph/model/related-to';
import { selectMore } from '@/components/graph/model/select-more';
import { applyPins, parsePins, printPins } from '@/components/graph/pins/pins';
import { viewSearch, wallSearch } from '@/components/graph/views/view-search';
import { makeMeshGraph } from '@/test/fixtures/mesh-graph';

const mesh = makeMeshGraph();
const graph: DrawnGraph = { ...mesh, ...buildBoxes(mesh.nodes, ['namespace']) };

describe('selectMore()', () => {
  it('adds what is not selected and takes away what is', () => {
    const one = selectMore({ sel: undefined, also: [] }, 'a');
    const two = selectMore(one, 'b');
    expect(two).toEqual({ sel: 'a', also: ['b'] });
    expect(selectMore(two, 'a')).toEqual({ sel: 'b', also: [] });
    expect(selectMore(one, 'a')).toEqual({ sel: undefined, also: [] });
  });
});

describe('relatedToAll()', () => {
  it('lights what each of the selected concerns, and nothing is faded without a selection', () => {
    const [a, b] = ['app:shop/cart@v1', 'app:shop/shipping@v1'];
    const both = relatedToAll(graph, [a ?? '', b ?? '']);
    for (const id of [...(relatedTo(graph, a) ?? []), ...(relatedTo(graph, b) ?? [])])
      expect(both?.has(id)).toBe(true);
    expect(relatedToAll(graph, [])).toBeUndefined();
  });
});

describe('applyPins()', () => {
  const result = { positions: { a: { x: 0, y: 0 }, b: { x: 9, y: 9 } }, routes: { ab: [], bc: [] } };
  const edges = [
    { id: 'ab', source: 'a', target: 'b' },
    { id: 'bc', source: 'b', target: 'c' },
  ];

  it('puts a node where it was pinned and forgets the routes of its edges alone', () => {
    const pinned = applyPins(result, new Map([['a', { x: 50, y: 60 }]]), edges);
    expect(pinned).toEqual({ positions: { a: { x: 50, y: 60 }, b: { x: 9, y: 9 } }, routes: { bc: [] } });
  });

  it('leaves everything as it is when what was pinned is not drawn', () => {
    expect(applyPins(result, new Map([['z', { x: 1, y: 1 }]]), edges)).toBe(result);
  });
});

describe('parsePins()', () => {
  it('reads what printPins() wrote, and nothing from other text', () => {
    const pins = new Map([['app:shop/cart@v1', { x: -12, y: 300 }]]);
    expect(parsePins(printPins(pins))).toEqual(pins);
    expect(parsePins('what is this').size).toBe(0);
    expect(parsePins('').size).toBe(0);
  });
});

describe('viewSearch()', () => {
  it('keeps the state of the page without what passes, in one order', () => {
    const search = viewSearch('?wall=20&sel=x&type=service&ns=shop&also=y');
    expect(search).toBe('ns=shop&type=service');
    expect(viewSearch(wallSearch(search, 30))).toBe(search);
    expect(new URLSearchParams(wallSearch(search, 30)).get('wall')).toBe('30');
  });
});
