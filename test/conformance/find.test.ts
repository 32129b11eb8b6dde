import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { findInGraph, hideInGraph } from '@/lib/mesh/graph/find/find-in-graph';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import { drawCase, drawnCase } from './support/graph-case';
import { readCases } from './support/own-cases';

/** A mesh, and what expressions find in it; `hides` takes away, `error` is part of what is said and where. */
const findCase = z.strictObject({
  name: z.string(),
  mesh: drawnCase,
  asked: z.array(
    z.union([
      z.strictObject({
        find: z.string(),
        nodes: z.array(z.string()).default([]),
        edges: z.array(z.string()).default([]),
      }),
      z.strictObject({
        hide: z.string(),
        nodes: z.array(z.string()).default([]),
        edges: z.array(z.string()).default([]),
      }),
      z.strictObject({ refuse: z.string(), error: z.string(), at: z.number() }),
    ]),
  ),
});

const questions = readCases('find', findCase).flatMap(({ name, mesh, asked }) =>
  asked.map((one) => ({ ...one, name, graph: drawCase(mesh), text: textOf(one) })),
);

function textOf(one: { find: string } | { hide: string } | { refuse: string }): string {
  return 'find' in one ? one.find : 'hide' in one ? one.hide : one.refuse;
}

/** Short names: ids without their kind and namespace, edges as `web-v1 cart-v1 http`. */
function short(id: string): string {
  return id
    .replace('->', ' ')
    .replace('#', ' ')
    .replaceAll(/\w+:[\w-]+\//g, '');
}

describe('find and hide', () => {
  it.each(questions)('$name: $text', (one) => {
    const { expression, error } = parseFind(one.text);
    if ('refuse' in one) {
      expect(error).toEqual({ message: expect.stringContaining(one.error), at: one.at });
      return;
    }
    if (expression === undefined) throw new Error(error?.message ?? 'empty');
    const shown = hideInGraph(one.graph, expression);
    const found = findInGraph(one.graph, expression);
    const nodes = 'hide' in one ? shown.nodes.map(({ id }) => id) : [...found.nodes];
    const edges = 'hide' in one ? shown.edges.map(({ id }) => id) : [...found.edges];
    expect({ nodes: nodes.map(short).sort(), edges: edges.map(short).sort() }).toEqual({
      nodes: one.nodes.toSorted(),
      edges: one.edges.toSorted(),
    });
  });
});
