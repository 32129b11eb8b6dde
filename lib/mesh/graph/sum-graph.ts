import type { CountedSeries } from '../metrics/counted-series';
import type { SeriesFacts } from '../metrics/series-facts';
import type { GraphCut } from './cut/graph-cut';
import type { EdgeSum } from './edge-sum';
import type { GraphFold } from './fold/graph-fold';
import type { GraphType } from './graph';
import type { GraphMemory } from './graph-memory';
import { addIdleEdges } from './idle-edges';
import type { Among } from './kept-voices';
import { indexKnownNodes, type KnownNode } from './known-nodes';
import type { MeshKnowledge } from './mesh-knowledge';
import { createNodeSum, type NodeSum, sumNodes } from './node-sum';
import { createFindRoute, type FindRoute } from './series-route';
import { createServiceLegs } from './service-owner';
import { type ChooseLegs, directLegs, injectedLegs, sumEdges } from './sum-edges';
import { sumLatencies } from './sum-latencies';

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
  /** Shows only what a focus reaches. */
  cut?: GraphCut;
  /** Draws namespaces as one box each; none without. */
  fold?: GraphFold;
  /** Draws at most so many edges, trouble first (`auto`: as many as the nodes can carry); all without. */
  mostEdges?: number | 'auto';
  /** Remembers routes between graphs of this type. */
  findRoute?: FindRoute;
  /** What the graph before left; only of the same type and the same way of drawing services, and not with `idle`. */
  memory?: GraphMemory;
}

/** The sums behind a graph, over the whole mesh. */
export interface GraphSums {
  edges: Map<string, EdgeSum>;
  nodes: Map<string, NodeSum>;
  /** What the registry knows, by node id. */
  known: ReadonlyMap<string, KnownNode>;
  /** Nodes whose own proxy reported in the window. */
  speakers: Among;
  /** Services that a workload answered for. */
  answered: Among;
}

/** Adds up series to edges and edges to nodes with their quantiles; with `idle` nodes and edges without traffic too. */
export function sumGraph(input: GraphInput): GraphSums {
  const sums = sumTraffic(input);
  sumLatencies(sums.nodes.values());
  return sums;
}

/** As `sumGraph`, without the quantiles. */
export function sumTraffic(input: GraphInput): GraphSums {
  const findRoute = input.findRoute ?? createFindRoute(input.type);
  const chooseLegs = chooseLegsOf(input, findRoute);
  // Legs between services are made anew each time, and idle edges come from elsewhere.
  const memory = input.idle || input.type === 'service' ? undefined : input.memory?.of(findRoute);
  const summed = sumEdges(input.series, findRoute, chooseLegs, memory?.drafts);
  const { edges, speakers, answered } = summed;
  if (input.idle) addIdleEdges(edges, input.idleSeries ?? [], findRoute, chooseLegs);
  const nodes = memory === undefined ? sumNodes(edges.values()) : memory.sumNodes(summed);
  const known = indexKnownNodes(input.type, input.knowledge);
  if (input.idle) addIdleNodes(nodes, known, input);
  return { edges, nodes, known, speakers, answered };
}

function chooseLegsOf(input: GraphInput, findRoute: FindRoute): ChooseLegs {
  if (input.type === 'service') return createServiceLegs(input.series, findRoute, input.knowledge);
  return input.injectServices || input.type === 'operation' ? injectedLegs : directLegs;
}

/** Registered workloads always, services where the graph draws services. */
function addIdleNodes(
  sums: Map<string, NodeSum>,
  known: ReadonlyMap<string, KnownNode>,
  input: GraphInput,
): void {
  const drawsServices = input.type === 'service' || (input.injectServices && input.type !== 'operation');
  for (const [id, { identity, hosts }] of known) {
    if (sums.has(id)) continue;
    if (identity.kind === 'service' ? !drawsServices : input.type === 'service' && hosts.size > 0) continue;
    sums.set(id, createNodeSum(identity));
  }
}
