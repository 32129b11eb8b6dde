'use client';

import * as z from 'zod/mini';
import { readCollection } from '@/lib/client/live/read-collection';
import { useLiveOrHistory } from '@/lib/client/live/use-live-or-history';
import { useScope } from '@/lib/client/url/use-scope';
import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';
import { type GraphAnswer, getGraph, graphEdgeSchema, graphNodeSchema } from '@/lib/protocol/api/graph';
import type { LiveDocument } from '@/lib/protocol/live/document';
import type { GraphUrl } from './graph-url';

/** The graph as answered, and the window it stands for (epoch milliseconds). */
export type AnsweredGraph = {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  from: number;
  to: number;
  /** Namespaces that came as one box, and edges that were left out. */
  folded: readonly string[];
  omittedEdges: number;
};

const windowSchema = z.object({
  from: z.number(),
  to: z.number(),
  folded: z.array(z.string()),
  omittedEdges: z.number(),
});
const NO_WINDOW = { from: 0, to: 0, folded: [], omittedEdges: 0 };

/** The traffic of the chosen scope: live for a moving window, asked once for a fixed one. */
export function useGraph(url: GraphUrl) {
  const { namespaces, range } = useScope();
  return useLiveOrHistory({
    topic: 'graph',
    endpoint: getGraph,
    query: graphQuery(url, namespaces),
    range,
    fromDocument: graphFromDocument,
    fromAnswer: graphFromAnswer,
  });
}

/** What the console is asked for: cutting and folding are its work, so that a large mesh never travels whole. */
export function graphQuery(url: GraphUrl, namespaces: readonly string[]) {
  const { type, idle, services, boxes, fold, except, focus, toward, up, down, detour, most } = url;
  const isCut = focus !== undefined;
  return {
    type,
    namespaces,
    idle,
    injectServices: services,
    ...(boxes.includes('namespace') ? { fold, except } : {}),
    ...(isCut ? { focus, toward, up, down, detour } : {}),
    edges: most ?? 'auto',
  };
}

/** The graph of a live document. */
export function graphFromDocument(document: LiveDocument): AnsweredGraph {
  const window = readCollection(document, 'meta', windowSchema)[0] ?? NO_WINDOW;
  return {
    // The schemas mirror the model; only "absent or undefined" differs, which JSON cannot tell apart.
    nodes: readCollection(document, 'nodes', graphNodeSchema) as readonly GraphNode[],
    edges: readCollection(document, 'edges', graphEdgeSchema) as readonly GraphEdge[],
    ...window,
  };
}

/** The graph of an answer. */
export function graphFromAnswer({
  nodes,
  edges,
  from,
  to,
  folded,
  omittedEdges,
}: GraphAnswer): AnsweredGraph {
  const window = { from, to, folded, omittedEdges };
  return { nodes: nodes as GraphNode[], edges: edges as GraphEdge[], ...window };
}
