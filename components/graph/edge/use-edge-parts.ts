'use client';

import { useMemo } from 'react';
import { useLiveOrHistory } from '@/lib/client/live/use-live-or-history';
import { useScope } from '@/lib/client/url/use-scope';
import { findFocused } from '@/lib/mesh/graph/cut/find-focused';
import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';
import { type EdgeSubject, formatSubject, type Subject } from '@/lib/mesh/graph/node-id';
import { getGraph } from '@/lib/protocol/api/graph';
import { graphFromAnswer, graphFromDocument } from '../use-graph';

/** One workload that calls another, as a part of an edge. */
export type EdgePart = { edge: GraphEdge; source: GraphNode; target: GraphNode };

/** The calls between workloads that make up an edge, busiest first: versions, encryption and identities of both ends. */
export function useEdgeParts({ source, target, protocol }: EdgeSubject) {
  const { range } = useScope();
  const places = [source, target].filter(({ kind }) => kind !== 'unknown').map(({ namespace }) => namespace);
  const answer = useLiveOrHistory({
    topic: 'graph',
    endpoint: getGraph,
    query: { type: 'workload', namespaces: [...new Set(places)] },
    range,
    fromDocument: graphFromDocument,
    fromAnswer: graphFromAnswer,
  });
  const data = useMemo((): EdgePart[] | undefined => {
    if (answer.data === undefined) return undefined;
    const { nodes, edges } = answer.data;
    const [from, to] = [membersOf(nodes, source), membersOf(nodes, target)];
    return edges
      .flatMap((edge): EdgePart[] => {
        const [caller, called] = [from.get(edge.source), to.get(edge.target)];
        if (caller === undefined || called === undefined || edge.protocol !== protocol) return [];
        return [{ edge, source: caller, target: called }];
      })
      .toSorted((a, b) => b.edge.rate - a.edge.rate);
  }, [answer.data, source, target, protocol]);
  return { ...answer, data };
}

/** The workloads of one end; of one version where the end names one. */
function membersOf(nodes: readonly GraphNode[], end: Subject): Map<string, GraphNode> {
  return new Map(
    findFocused(nodes, formatSubject(end))
      .filter(({ version }) => end.version === undefined || version === end.version)
      .map((node) => [node.id, node]),
  );
}
