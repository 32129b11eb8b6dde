/**
 * The traffic of a window as a graph. Steps, each a file of its own: reports become counts (reconcile-reporters), a
 * series finds its nodes (series-route, node-identity), series add up to edges (sum-edges) and edges to nodes
 * (node-sum), what is wanted is cut out (cut-sums), namespaces become boxes (fold-sums), the edges worth drawing are chosen (top-edges), sums become rates, shares,
 * quantiles and health (finish-edge, finish-node, finish-box), bytes become prices (price-edges). Sums are
 * taken over the whole mesh, so that shares and node totals are true whatever is cut.
 */
import { isKnown, UNKNOWN } from '../metrics/series-labels';
import { addCosts, createPriceEdge, type PriceEdge } from './cost/price-edges';
import { cutSums, type ShownSums } from './cut/cut-sums';
import { readableEdges, topEdges } from './cut/top-edges';
import { edgeHealth } from './edge-health';
import { amountOf, type EdgeSum } from './edge-sum';
import { finishEdge, rankEdge } from './finish-edge';
import { finishNode } from './finish-node';
import { finishBundle, finishMembers, judgeParts } from './fold/finish-box';
import { type FoldedSums, foldSums } from './fold/fold-sums';
import { chooseFold, type FindBox } from './fold/graph-fold';
import type { GraphEdge, GraphNode, MeshGraph } from './graph';
import type { NodeIdentity } from './node-identity';
import type { NodeSum } from './node-sum';
import { type GraphInput, type GraphSums, sumTraffic } from './sum-graph';
import { sumLatencies } from './sum-latencies';

/** Builds the graph; equal inputs in any order give the same graph, sorted by id. */
export function buildGraph(input: GraphInput): MeshGraph {
  const sums = sumTraffic(input);
  const shown = cutSums(input, sums);
  const findBox = chooseBoxes(input, sums, shown);
  const folded = foldSums(sums, findBox, input.memory?.fold);
  const drawn = drawnOf(shown, folded, sums, findBox);
  sumLatencies(drawn.nodes, input.memory !== undefined);
  const nodes = finishNodes(input, sums, folded, drawn.nodes);
  const kept = chooseEdges(input, folded, drawn);
  const edges = finishEdges(input, folded, kept, priceBy(input, nodes));
  return {
    type: input.type,
    from: input.from,
    to: input.to,
    nodes,
    edges,
    folded: [...folded.boxes.keys()].map((id) => folded.nodes.get(id)?.identity.name ?? '').sort(),
    omittedEdges: drawn.edges.length - kept.length,
  };
}

/** The edges worth drawing, before anything is made of them: most edges between boxes are not. */
function chooseEdges(input: GraphInput, { parts }: FoldedSums, { nodes, edges }: DrawnSums): EdgeSum[] {
  const most = mostEdges(input, nodes.length);
  if (edges.length <= most) return edges;
  const { knowledge } = input;
  const ranked = edges.map((sum) => {
    const of = parts.get(sum.id);
    const health =
      of === undefined ? edgeHealth(sum, knowledge.findTolerances) : judgeParts(sum, of, knowledge).health;
    return rankEdge(sum, secondsOf(input), health);
  });
  return topEdges(ranked, most).map(({ sum }) => sum);
}

function mostEdges({ mostEdges: most = Number.POSITIVE_INFINITY }: GraphInput, nodes: number): number {
  return most === 'auto' ? readableEdges(nodes) : most;
}

function chooseBoxes(input: GraphInput, sums: GraphSums, shown: ShownSums): FindBox {
  const identities: NodeIdentity[] = [];
  for (const id of shown.nodes) {
    const identity = sums.nodes.get(id)?.identity;
    if (identity !== undefined) identities.push(identity);
  }
  const isHomeless = ({ id, kind, namespace }: NodeIdentity): boolean =>
    kind === 'unknown' || !isKnown(namespace) || sums.known.get(id)?.isExternal === true;
  return chooseFold({ ...input, open: namespacesOf(input, sums) }, identities, isHomeless);
}

/** Namespaces of what is focused: whoever asks for one node wants to see it. */
function namespacesOf({ cut }: GraphInput, { nodes }: GraphSums): string[] {
  return [cut?.focus, cut?.toward].flatMap((id) => nodes.get(id ?? '')?.identity.namespace ?? []);
}

/** What is drawn, sorted by id. */
interface DrawnSums {
  nodes: NodeSum[];
  edges: EdgeSum[];
}

function drawnOf(shown: ShownSums, folded: FoldedSums, sums: GraphSums, findBox: FindBox): DrawnSums {
  const edges = shownEdges(shown, folded).sort(byId);
  const ids = new Set<string>();
  for (const id of shown.nodes) {
    const identity = sums.nodes.get(id)?.identity;
    if (identity !== undefined) ids.add(findBox(identity)?.id ?? id);
  }
  const nodes = [...ids].flatMap((id) => folded.nodes.get(id) ?? []);
  return { edges, nodes: nodes.sort((a, b) => byId(a.identity, b.identity)) };
}

function shownEdges(shown: ShownSums, { edges, parts, boxes }: FoldedSums): EdgeSum[] {
  if (boxes.size === 0) return shown.edges;
  if (shown.isWhole) return [...edges.values()];
  const isShown = new Set(shown.edges);
  return [...edges.values()].filter(
    (edge) => isShown.has(edge) || parts.get(edge.id)?.some((part) => isShown.has(part)) === true,
  );
}

function finishEdges(
  input: GraphInput,
  { nodes, parts }: FoldedSums,
  edges: readonly EdgeSum[],
  price: PriceEdge,
): GraphEdge[] {
  const { knowledge } = input;
  return edges.map((edge) => {
    const sent = nodes.get(edge.source.id)?.outgoing.get(edge.protocol)?.amount ?? amountOf(edge);
    const of = parts.get(edge.id);
    const cost = of === undefined ? price(edge) : addCosts(of.map(price));
    const finished = finishEdge(edge, { seconds: secondsOf(input), sent, knowledge, cost });
    return of === undefined ? finished : finishBundle(edge, finished, of, knowledge);
  });
}

function priceBy(input: GraphInput, nodes: readonly GraphNode[]): PriceEdge {
  const { type, knowledge } = input;
  const external = new Set(
    nodes.filter((node) => node.isExternal && node.namespace !== UNKNOWN).map(({ id }) => id),
  );
  return createPriceEdge({
    type,
    knowledge,
    seconds: secondsOf(input),
    isExternal: (id) => external.has(id),
  });
}

function finishNodes(
  input: GraphInput,
  sums: GraphSums,
  { boxes }: FoldedSums,
  nodes: readonly NodeSum[],
): GraphNode[] {
  const { knowledge } = input;
  const namespaces = new Set(input.namespaces);
  return nodes.map((sum) => {
    const { id } = sum.identity;
    const node = finishNode(sum, {
      seconds: secondsOf(input),
      knowledge,
      known: sums.known.get(id),
      speaks: sums.speakers.has(id),
      isAnswered: sums.answered.has(id),
      namespaces,
    });
    const box = boxes.get(id);
    return box === undefined ? node : { ...node, ...finishMembers(box, knowledge, sums.known) };
  });
}

function secondsOf({ from, to }: GraphInput): number {
  return Math.max(1, to - from) / 1_000;
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
