import { useMemo } from 'react';
import { hideInGraph } from '@/lib/mesh/graph/find/find-in-graph';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import type { GraphUrl } from '../graph-url';
import type { AnsweredGraph } from '../use-graph';
import { buildBoxes } from './build-boxes';
import { type DrawnGraph, EMPTY_GRAPH } from './drawn-graph';

/** What is drawn of the answered graph: without what is hidden, in boxes. */
export function useDrawnGraph(
  graph: AnsweredGraph | undefined,
  { hide, boxes }: Pick<GraphUrl, 'hide' | 'boxes'>,
): DrawnGraph {
  return useMemo(() => {
    if (graph === undefined) return EMPTY_GRAPH;
    const { expression } = parseFind(hide);
    const { nodes, edges } = expression === undefined ? graph : hideInGraph(graph, expression);
    return { nodes, edges, ...buildBoxes(nodes, boxes) };
  }, [graph, hide, boxes]);
}
