import { useMemo } from 'react';
import { hideInGraph } from '@/lib/mesh/graph/find/find-in-graph';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import type { GraphUrl } from '../graph-url';
import type { AnsweredGraph } from '../use-graph';
import { buildBoxes } from './build-boxes';
import { type DrawnGraph, EMPTY_GRAPH } from './drawn-graph';
import { focusGraph } from './focus-graph';

/** How far a focus reaches when nothing else is said. */
export const FOCUS_HOPS = 1;

/** What is drawn of the answered graph: without what is hidden, around what is focused, in boxes. */
export function useDrawnGraph(
  graph: AnsweredGraph | undefined,
  { hide, focus, hops, boxes }: Pick<GraphUrl, 'hide' | 'focus' | 'hops' | 'boxes'>,
): DrawnGraph {
  return useMemo(() => {
    if (graph === undefined) return EMPTY_GRAPH;
    const { expression } = parseFind(hide);
    const rest = expression === undefined ? graph : hideInGraph(graph, expression);
    const { nodes, edges } = focusGraph(rest, focus, hops ?? FOCUS_HOPS);
    return { nodes, edges, ...buildBoxes(nodes, boxes) };
  }, [graph, hide, focus, hops, boxes]);
}
