import { describe, expect, it } from 'vitest';
import { buildBoxes } from '@/components/graph/model/build-boxes';
import { foundPlates } from '@/components/graph/model/found-plates';
import { makeMeshGraph, makeNode } from '@/test/fixtures/mesh-graph';

const mesh = makeMeshGraph();
const healthy = mesh.edges.find(({ isIdle, protocol }) => !isIdle && protocol === 'http');
if (healthy === undefined) throw new Error('the fixture has no edge with requests');
const edge = { ...healthy, errorPercent: 2, health: { ...healthy.health, status: 'Healthy' as const } };
const graph = { ...mesh, edges: [edge], ...buildBoxes(mesh.nodes, []) };
const textsOf = (find: string, lit: ReadonlySet<string> = new Set([edge.id])) =>
  foundPlates(graph, lit, find, ['rate'])
    .get(edge.id)
    ?.map(({ text }) => text);

describe('foundPlates()', () => {
  it('says the share of errors that was asked for, of an edge that counts as healthy too', () => {
    expect(textsOf('error > 1')).toEqual([expect.stringContaining('rps'), '2 % err']);
    expect(textsOf('name = x or not (err < 1)')?.at(-1)).toBe('2 % err');
  });

  it('says how fast and how much where that was asked for', () => {
    expect(textsOf('rt > 1')?.at(-1)).toMatch(/^p95 /);
    expect(textsOf('throughput > 1')?.at(-1)).toMatch(/B\/s$/);
  });

  it('says the rate that was asked for where another number was chosen', () => {
    const [plate] = foundPlates(graph, new Set([edge.id]), 'rate > 0', ['p95']).values();
    expect(plate?.map(({ text }) => text)).toEqual([
      expect.stringContaining('rps'),
      expect.stringMatching(/^p95 /),
    ]);
  });

  it('lets a healthy edge that was found among many boxes say its chosen numbers', () => {
    const boxes = Array.from({ length: 12 }, (_, at) => makeNode(`namespace:n${at}`, { kind: 'namespace' }));
    const overview = { ...graph, nodes: boxes };
    const lit = new Set([edge.id]);
    expect(foundPlates(overview, lit, 'http', ['rate']).get(edge.id)?.[0]?.text).toContain('rps');
    expect(foundPlates(overview, lit, 'http', []).size).toBe(0);
  });

  it('leaves edges alone that were not found, and words without a number', () => {
    expect(textsOf('error > 1', new Set())).toBeUndefined();
    expect(textsOf('reviews')).toBeUndefined();
    expect(textsOf('error >')).toBeUndefined();
  });
});
