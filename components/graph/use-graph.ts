'use client';

import * as z from 'zod';
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
};

const windowSchema = z.object({ from: z.number(), to: z.number() });

/** The traffic of the chosen scope: live for a moving window, asked once for a fixed one. */
export function useGraph({ type, idle, services }: Pick<GraphUrl, 'type' | 'idle' | 'services'>) {
  const { namespaces, range } = useScope();
  return useLiveOrHistory({
    topic: 'graph',
    endpoint: getGraph,
    query: { type, namespaces, idle, injectServices: services },
    range,
    fromDocument: graphFromDocument,
    fromAnswer: graphFromAnswer,
  });
}

/** The graph of a live document. */
export function graphFromDocument(document: LiveDocument): AnsweredGraph {
  const window = readCollection(document, 'meta', windowSchema)[0] ?? { from: 0, to: 0 };
  return {
    // The schemas mirror the model; only "absent or undefined" differs, which JSON cannot tell apart.
    nodes: readCollection(document, 'nodes', graphNodeSchema) as readonly GraphNode[],
    edges: readCollection(document, 'edges', graphEdgeSchema) as readonly GraphEdge[],
    ...window,
  };
}

/** The graph of an answer. */
export function graphFromAnswer({ nodes, edges, from, to }: GraphAnswer): AnsweredGraph {
  return { nodes: nodes as GraphNode[], edges: edges as GraphEdge[], from, to };
}
