/**
 * The traffic of a window as a graph. Steps, each a file of its own: reports become counts (reconcile-reporters), a
 * series finds its nodes (series-route, node-identity), series add up to edges (sum-edges) and edges to nodes
 * (node-sum), sums become rates, shares, quantiles and health (finish-edge, finish-node). Sums are taken over the whole
 * mesh, so that shares and node totals are true, and cut to the wanted namespaces at the end.
 */
import type { CountedSeries } from '../metrics/counted-series';
import type { SeriesFacts } from '../metrics/series-facts';
import { isKnown } from '../metrics/series-labels';
import { amountOf, type EdgeSum } from './edge-sum';
import { finishEdge } from './finish-edge';
import { finishNode } from './finish-node';
import type { GraphEdge, GraphNode, GraphType, MeshGraph } from './graph';
import { addIdleEdges } from './idle-edges';
import { indexKnownNodes, type KnownNode } from './known-nodes';
import type { MeshKnowledge } from './mesh-knowledge';
import { createNodeSum, type NodeSum, sumNodes } from './node-sum';
import { createFindRoute, type FindRoute } from './series-route';
import { createServiceLegs } from './service-owner';
import { type ChooseLegs, directLegs, injectedLegs, type SummedEdges, sumEdges } from './sum-edges';

/** What a graph is made from. */
export interface GraphInput {
  type: GraphType;
  /** Epoch milliseconds; `to` is after `from`. */
  from: number;
  to: number;
  /** The series that gathered something in the window, reconciled. */
  series: readonly CountedSeries[];
  knowledge: MeshKnowledge;
  /** Namespaces to show, with their neighbours; empty means all. */
  namespaces: readonly string[];
  /** Adds registered nodes without traffic. */
  idle: boolean;
  /** Series seen before; with `idle` they give edges without traffic. */
  idleSeries?: readonly SeriesFacts[];
  /** Draws a service between a source and the workloads that answered; the service graph always has services. */
  injectServices: boolean;
  /** Remembers routes between graphs of this type. */
  findRoute?: FindRoute;
}

/** Builds the graph; equal inputs in any order give the same graph, sorted by id. */
export function buildGraph(input: GraphInput): MeshGraph {
  const findRoute = input.findRoute ?? createFindRoute(input.type);
  const chooseLegs = chooseLegsOf(input, findRoute);
  const summed = sumEdges(input.series, findRoute, chooseLegs);
  if (input.idle) addIdleEdges(summed.edges, input.idleSeries ?? [], findRoute, chooseLegs);
  const sums = sumNodes(summed.edges.values());
  const known = indexKnownNodes(input.type, input.knowledge);
  if (input.idle) addIdleNodes(sums, known, input);
  const namespaces = new Set(input.namespaces);
  const edges = [...summed.edges.values()].filter((edge) => isShown(edge, namespaces)).sort(byId);
  return {
    type: input.type,
    from: input.from,
    to: input.to,
    nodes: finishNodes(input, sums, known, summed, edges, namespaces),
    edges: finishEdges(input, sums, edges),
  };
}

function chooseLegsOf(input: GraphInput, findRoute: FindRoute): ChooseLegs {
  if (input.type === 'service') return createServiceLegs(input.series, findRoute, input.knowledge);
  return input.injectServices ? injectedLegs : directLegs;
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
  sums: ReadonlyMap<string, NodeSum>,
  known: ReadonlyMap<string, KnownNode>,
  { speakers, answered }: SummedEdges,
  edges: readonly EdgeSum[],
  namespaces: ReadonlySet<string>,
): GraphNode[] {
  const shown = new Set(edges.flatMap((edge) => [edge.source.id, edge.target.id]));
  const { knowledge } = input;
  const nodes: GraphNode[] = [];
  for (const [id, sum] of sums) {
    const isWanted = shown.has(id) || (isIdle(sum) && isIn(sum.identity.namespace, namespaces));
    if (!isWanted) continue;
    nodes.push(
      finishNode(sum, {
        seconds: secondsOf(input),
        knowledge,
        known: known.get(id),
        speaks: speakers.has(id),
        isAnswered: answered.has(id),
        namespaces,
      }),
    );
  }
  return nodes.sort(byId);
}

/** Registered workloads always, services where the graph draws services. */
function addIdleNodes(
  sums: Map<string, NodeSum>,
  known: ReadonlyMap<string, KnownNode>,
  input: GraphInput,
): void {
  const drawsServices = input.type === 'service' || input.injectServices;
  for (const [id, { identity, hosts }] of known) {
    if (sums.has(id)) continue;
    if (identity.kind === 'service' ? !drawsServices : input.type === 'service' && hosts.size > 0) continue;
    sums.set(id, createNodeSum(identity));
  }
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
