import { useMemo } from 'react';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { windowQuery } from '@/lib/client/time/window-query';
import { useScope } from '@/lib/client/url/use-scope';
import type { FindError, FindExpression } from '@/lib/mesh/graph/find/find-expression';
import { findInGraph } from '@/lib/mesh/graph/find/find-in-graph';
import { asksOfEdges } from '@/lib/mesh/graph/find/find-terms';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';
import { getGraph } from '@/lib/protocol/api/graph';
import type { GraphUrl } from '../graph-url';
import { graphQuery } from '../use-graph';
import type { DrawnGraph } from './drawn-graph';
import { insideMatches } from './inside-matches';

/** What the find box matched: how many things, and what stays lit; undefined `lit` fades nothing. */
export type Found = {
  count: number | undefined;
  lit: ReadonlySet<string> | undefined;
  error: FindError | undefined;
};

/** Traffic moves, but what is in a folded box rarely does. */
const REFRESH_MS = 15_000;

/**
 * Matches of the find text: matched things, the ends of matched edges, edges between matched nodes when nodes alone were asked
 * for, and their boxes. What is folded is searched too: then the whole graph is asked for, and a box is lit for what is in it.
 */
export function useFound(graph: DrawnGraph, folded: readonly string[], url: GraphUrl): Found {
  const { namespaces, range } = useScope();
  const { expression, error } = useMemo(() => parseFind(url.find), [url.find]);
  const { fold: _, except: __, edges: ___, ...query } = graphQuery(url, namespaces);
  const inside = useEndpoint(
    getGraph,
    { query: { ...query, ...windowQuery(range) } },
    {
      enabled: expression !== undefined && folded.length > 0,
      refetchMs: range.kind === 'relative' ? REFRESH_MS : undefined,
    },
  );
  const whole = folded.length > 0 ? inside.data : undefined;
  return useMemo(() => {
    if (expression === undefined) return { count: undefined, lit: undefined, error };
    const found = lightUp(graph, expression);
    if (whole === undefined) return found;
    const all = { nodes: whole.nodes as GraphNode[], edges: whole.edges as GraphEdge[] };
    const { count, boxes } = insideMatches(all, expression, folded);
    return { ...found, count, lit: new Set([...found.lit, ...boxes]) };
  }, [graph, expression, error, whole, folded]);
}

/** The boxes a node is in. */
function* boxesAround({ boxes, boxOf }: DrawnGraph, node: string): Generator<string> {
  for (let id = boxOf.get(node); id !== undefined; id = boxes.find((box) => box.id === id)?.parent) yield id;
}

function lightUp(graph: DrawnGraph, expression: FindExpression): Found & { lit: ReadonlySet<string> } {
  const { nodes, edges } = findInGraph(graph, expression);
  const lit = new Set([...nodes, ...edges]);
  const isOfNodes = !asksOfEdges(expression);
  for (const edge of graph.edges) {
    if (edges.has(edge.id)) lit.add(edge.source).add(edge.target);
    else if (isOfNodes && nodes.has(edge.source) && nodes.has(edge.target)) lit.add(edge.id);
  }
  for (const id of [...lit]) for (const box of boxesAround(graph, id)) lit.add(box);
  return { count: nodes.size + edges.size, lit, error: undefined };
}
