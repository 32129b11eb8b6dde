import { describe, expect, it } from 'vitest';
import { graphParamsSchema } from '@/lib/protocol/api/graph';
import { createPrintGraph } from '@/lib/server/api/print-graph';
import { createQueryContext } from '@/lib/server/query/create-query-context';
import { getGraph } from '@/lib/server/query/get-graph';
import { openMesh } from './open-mesh';

const ASKED = [
  {},
  { type: 'workload' },
  { type: 'app', injectServices: 'true' },
  { type: 'operation' },
  { type: 'service' },
  { fold: 'all' },
  { fold: 'all', except: 'shop', edges: '4' },
  { namespaces: 'ns-1' },
  { focus: 'app:shop/pay@v1', up: '2' },
  { idle: 'true' },
].map((params) => graphParamsSchema.parse({ window: '10', ...params }));

describe('getGraph() asked again and again', () => {
  it.each([1, 2, 3])(
    'answers as if it had never been asked before, in the same text (mesh %i)',
    async (seed) => {
      const { sources, goOn } = openMesh(seed);
      const kept = createQueryContext(sources);
      const print = createPrintGraph();
      for (let round = 0; round < 40; round++) {
        // Everybody, a few, nobody long enough for series to leave the window.
        goOn(round % 20 > 14 ? 0 : round % 3 === 0 ? 0.6 : 0.05);
        for (const [index, asked] of ASKED.entries()) {
          if ((round + index) % 3 === 0) continue;
          const answer = await getGraph(kept, asked);
          const anew = await getGraph(createQueryContext(sources), asked);
          expect(answer).toEqual(anew);
          expect(JSON.parse(print(answer, String(index)))).toEqual(JSON.parse(JSON.stringify(anew)));
        }
      }
    },
  );

  it('takes over what did not change', async () => {
    const { sources, goOn } = openMesh(4);
    const context = createQueryContext(sources);
    const [, asked = ASKED[0]] = ASKED;
    if (asked === undefined) throw new Error('nothing is asked');
    goOn(1);
    const before = await getGraph(context, asked);
    const after = await getGraph(context, asked);
    expect(before.edges.length).toBeGreaterThan(5);
    expect(after.edges.every((edge, index) => edge === before.edges[index])).toBe(true);
    expect(after.nodes.every((node, index) => node === before.nodes[index])).toBe(true);
  });
});
