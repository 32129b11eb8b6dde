import { useMemo } from 'react';
import type { FindError } from '@/lib/mesh/graph/find/find-expression';
import { findInGraph } from '@/lib/mesh/graph/find/find-in-graph';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import type { DrawnGraph } from './drawn-graph';

/** What the find box matched: how many things, and what stays lit; undefined `lit` fades nothing. */
export type Found = {
  count: number | undefined;
  lit: ReadonlySet<string> | undefined;
  error: FindError | undefined;
};

/** Matches of the find text: matched things, the ends of matched edges, edges between matched nodes, and their boxes. */
export function useFound(graph: DrawnGraph, text: string): Found {
  return useMemo(() => {
    const { expression, error } = parseFind(text);
    if (expression === undefined) return { count: undefined, lit: undefined, error };
    const { nodes, edges } = findInGraph(graph, expression);
    const lit = new Set([...nodes, ...edges]);
    for (const edge of graph.edges) {
      if (edges.has(edge.id)) lit.add(edge.source).add(edge.target);
      else if (nodes.has(edge.source) && nodes.has(edge.target)) lit.add(edge.id);
    }
    for (const box of graph.boxes) lit.add(box.id);
    return { count: nodes.size + edges.size, lit, error: undefined };
  }, [graph, text]);
}
