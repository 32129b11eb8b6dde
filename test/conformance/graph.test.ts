import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { rankNodes } from '@/lib/mesh/graph/rank-nodes';
import { drawCase, drawnCase } from './support/graph-case';
import { readCases } from './support/own-cases';

const graphCase = drawnCase.extend({
  name: z.string(),
  edges: z.array(
    z.looseObject({
      from: z.string(),
      to: z.string(),
      rate: z.number(),
      errorPercent: z.number(),
      latencyMs: z.strictObject({ p50: z.number(), p99: z.number() }).optional(),
    }),
  ),
  /** Every node with these of its properties, where they are given. */
  nodes: z.array(z.looseObject({ id: z.string() })).optional(),
  /** Their ranks by how many edges meet there, in the order of ids. */
  ranks: z.array(z.number()).optional(),
});

describe('the graph', () => {
  it.each(readCases('graph', graphCase))('$name', (one) => {
    const { edges, nodes, ranks } = one;
    const graph = drawCase(one);
    expect(graph.edges.map(({ source, target }) => `${source} ${target}`)).toEqual(
      edges.map(({ from, to }) => `${from} ${to}`),
    );
    for (const [index, { from: _from, to: _to, latencyMs, ...rest }] of edges.entries()) {
      const edge = graph.edges[index];
      expect(edge).toMatchObject(rest);
      // Buckets of a histogram are a few percent wide.
      for (const name of ['p50', 'p99'] as const)
        if (latencyMs !== undefined)
          expect(Math.abs((edge?.latency?.[name] ?? 0) / latencyMs[name] - 1)).toBeLessThan(0.1);
    }
    if (nodes !== undefined)
      expect(graph.nodes.map((node) => ({ badges: [], ...node }))).toMatchObject(nodes);
    if (ranks !== undefined) expect([...rankNodes(graph).values()]).toEqual(ranks);
  });
});
