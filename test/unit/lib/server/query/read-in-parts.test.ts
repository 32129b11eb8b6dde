import { describe, expect, it } from 'vitest';
import { EdgeLook } from '@/lib/mesh/changes/edge-look';
import { HealthLook } from '@/lib/mesh/changes/health-look';
import { graphParamsSchema } from '@/lib/protocol/api/graph';
import { createQueryContext } from '@/lib/server/query/create-query-context';
import { getGraph } from '@/lib/server/query/get-graph';
import { listParts } from '@/lib/server/query/mesh-parts';
import type { QueryContext } from '@/lib/server/query/query-context';
import { readInParts } from '@/lib/server/query/read-in-parts';
import { openMesh } from './open-mesh';

const SECONDS = 10;
const ASKED = graphParamsSchema.parse({ type: 'workload', window: SECONDS, idle: 'true' });

async function look(context: QueryContext) {
  const findRoute = context.findRoute('workload');
  const [edges, health] = [new EdgeLook(findRoute), new HealthLook(findRoute)];
  const to = await readInParts(context, [SECONDS], ([part]) => {
    edges.add(part?.series ?? [], part?.idle ?? []);
    health.add(part?.series ?? []);
  });
  return { ...edges.end(to), health: [...health.judge(context.knowledge())] };
}

describe('readInParts()', () => {
  it.each([1, 2, 3])('finds the edges and the health of the whole graph (mesh %i)', async (seed) => {
    const { sources, goOn } = openMesh(seed);
    const context = createQueryContext(sources);
    for (let round = 0; round < 40; round++) {
      goOn(round % 20 > 14 ? 0 : round % 3 === 0 ? 0.6 : 0.05);
      const graph = await getGraph(createQueryContext(sources), ASKED);
      const found = await look(context);
      expect(found.to).toBe(graph.to);
      const edges = graph.edges.map(({ id, source, target, isIdle }) => ({ id, source, target, isIdle }));
      expect(found.edges.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(edges);
      const told = graph.nodes.filter(({ health }) => health.status !== 'NA');
      const health = told.map(({ id, name, namespace, health }) => ({ id, name, namespace, health }));
      const judged = found.health.filter(({ health }) => health.status !== 'NA');
      expect(judged.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(health);
    }
  });

  it('keeps the calls of one caller together, takes in new series and leaves out forgotten ones', () => {
    const { sources } = openMesh(1);
    let known: number[] = [0, 1, 2];
    sources.store.series.select = () => known;
    const context = createQueryContext(sources);
    const listed = () =>
      listParts(context)
        .flat()
        .sort((a, b) => a - b);
    expect(listed()).toEqual(known);
    known = [0, 1, 2, 30, 60];
    expect(listed()).toEqual(known);
    known = [1, 30, 61];
    expect(listed()).toEqual(known);
  });
});
