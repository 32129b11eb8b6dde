/**
 * The traffic of a window as a graph. Steps, each a file of its own: reports become counts (reconcile-reporters), a
 * series finds its nodes (series-route, node-identity), series add up to edges (sum-edges) and edges to nodes
 * (node-sum), sums become rates, shares, quantiles and health (finish-edge, finish-node). Sums are taken over the whole
 * mesh, so that shares and node totals are true, and cut to the wanted namespaces at the end.
 */
import { isKnown } from '../metrics/series-labels';
import { amountOf, type EdgeSum } from './edge-sum';
import { finishEdge } from './finish-edge';
import { finishNode } from './finish-node';
import type { GraphEdge, GraphNode, MeshGraph } from './graph';
import type { NodeSum } from './node-sum';
import { type GraphInput, type GraphSums, sumGraph } from './sum-graph';

/** Builds the graph; equal inputs in any order give the same graph, sorted by id. */
export function buildGraph(input: GraphInput): MeshGraph {
  const sums = sumGraph(input);
  const namespaces = new Set(input.namespaces);
  const edges = [...sums.edges.values()].filter((edge) => isShown(edge, namespaces)).sort(byId);
  return {
    type: input.type,
    from: input.from,
    to: input.to,
    nodes: finishNodes(input, sums, edges, namespaces),
    edges: finishEdges(input, sums.nodes, edges),
  };
}

function finishEdges(
  input: GraphInput,
  sums: ReadonlyMap<string, NodeSum>,
  edges: readonly EdgeSum[],
): GraphEdge[] {
  const { knowledge } = input;
  return edges.map((edge) => {
    const sent = sums.get(edge.source.id)?.outgoing.get(edge.protocol)?.amount ?? amountOf(edge);
    return finishEdge(edge, { seconds: secondsOf(input), sent, knowledge });
  });
}

function finishNodes(
  input: GraphInput,
  sums: GraphSums,
  edges: readonly EdgeSum[],
  namespaces: ReadonlySet<string>,
): GraphNode[] {
  const shown = new Set(edges.flatMap((edge) => [edge.source.id, edge.target.id]));
  const { knowledge } = input;
  const nodes: GraphNode[] = [];
  for (const [id, sum] of sums.nodes) {
    const isWanted = shown.has(id) || (isIdle(sum) && isIn(sum.identity.namespace, namespaces));
    if (!isWanted) continue;
    nodes.push(
      finishNode(sum, {
        seconds: secondsOf(input),
        knowledge,
        known: sums.known.get(id),
        speaks: sums.speakers.has(id),
        isAnswered: sums.answered.has(id),
        namespaces,
      }),
    );
  }
  return nodes.sort(byId);
}

function isShown(edge: EdgeSum, namespaces: ReadonlySet<string>): boolean {
  return isIn(edge.source.namespace, namespaces) || isIn(edge.target.namespace, namespaces);
}

function isIn(namespace: string, namespaces: ReadonlySet<string>): boolean {
  return namespaces.size === 0 || (isKnown(namespace) && namespaces.has(namespace));
}

function isIdle(sum: NodeSum): boolean {
  return !sum.callsOthers && !sum.isCalled;
}

function secondsOf({ from, to }: GraphInput): number {
  return Math.max(1, to - from) / 1_000;
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
