import { createEdgeSum, type EdgeSum } from '../edge-sum';
import type { EdgeProtocol } from '../graph';
import { KeptList } from '../kept-list';
import { formatEdge } from '../node-id';
import type { NodeIdentity } from '../node-identity';
import { type NodeSum, sumNodes } from '../node-sum';
import { mergeEdge } from './merge-edge';

/** The edges that one edge between boxes stands for. */
interface Bundle {
  id: string;
  source: NodeIdentity;
  target: NodeIdentity;
  protocol: EdgeProtocol;
  parts: KeptList<EdgeSum>;
  sum: EdgeSum | undefined;
  round: number;
}

/**
 * What a folded graph leaves behind for the next one. An edge between boxes whose parts are the very same keeps its sum, a
 * box at which no such edge changed keeps what it gathered: their histograms are not read again.
 */
export class FoldMemory {
  private readonly bundles = new Map<string, Bundle>();
  /** By the id of a part: it mostly runs between the same boxes as last time. */
  private readonly byPart = new Map<string, Bundle>();
  private edges: ReadonlyMap<string, EdgeSum> = new Map();
  private nodes: ReadonlyMap<string, NodeSum> = new Map();
  private open: Bundle[] = [];
  private round = 0;

  begin(): void {
    this.round++;
    this.open = [];
  }

  /** Adds an edge to what runs between two boxes, or a box and a neighbour. */
  add(part: EdgeSum, source: NodeIdentity, target: NodeIdentity): void {
    let bundle = this.byPart.get(part.id);
    if (bundle?.source.id !== source.id || bundle.target.id !== target.id) {
      bundle = this.find(source, target, part.protocol);
      this.byPart.set(part.id, bundle);
    }
    if (bundle.round !== this.round) {
      Object.assign(bundle, { round: this.round, source, target });
      bundle.parts.begin(bundle.sum !== undefined);
      this.open.push(bundle);
    }
    bundle.parts.add(part);
  }

  /** Adds up what changed, and puts it beside the edges that stand for themselves. */
  finish(edges: Map<string, EdgeSum>): {
    nodes: Map<string, NodeSum>;
    parts: Map<string, readonly EdgeSum[]>;
  } {
    const parts = new Map<string, readonly EdgeSum[]>();
    for (const bundle of this.open) {
      if (!bundle.parts.end() || bundle.sum === undefined) bundle.sum = sumBundle(bundle);
      edges.set(bundle.id, bundle.sum);
      parts.set(bundle.id, bundle.parts.items);
    }
    this.forget();
    const nodes = sumNodes(edges.values(), this.keptNodes(edges));
    for (const node of nodes.values()) node.isWhole = true;
    this.edges = new Map(edges);
    this.nodes = new Map(nodes);
    return { nodes, parts };
  }

  /** Drops what bundles without parts held. They stay, because their parts may come back. */
  private forget(): void {
    for (const bundle of this.bundles.values()) {
      if (bundle.round === this.round) continue;
      bundle.sum = undefined;
      bundle.parts.begin(false);
    }
    if (this.byPart.size <= MOST_PARTS) return;
    this.byPart.clear();
    this.bundles.clear();
  }

  /** The last graph's nodes but for those at which an edge came, changed or went. */
  private keptNodes(edges: ReadonlyMap<string, EdgeSum>): ReadonlyMap<string, NodeSum> {
    const kept = new Map(this.nodes);
    const touch = ({ source, target }: EdgeSum): void => {
      kept.delete(source.id);
      kept.delete(target.id);
    };
    for (const edge of edges.values()) if (this.edges.get(edge.id) !== edge) touch(edge);
    for (const edge of this.edges.values()) if (edges.get(edge.id) !== edge) touch(edge);
    return kept;
  }

  private find(source: NodeIdentity, target: NodeIdentity, protocol: EdgeProtocol): Bundle {
    const id = formatEdge(source.id, target.id, protocol);
    let bundle = this.bundles.get(id);
    if (bundle === undefined) {
      bundle = { id, source, target, protocol, parts: new KeptList(), sum: undefined, round: 0 };
      this.bundles.set(id, bundle);
    }
    return bundle;
  }
}

/** Edges of a mesh whose bundles are remembered. */
const MOST_PARTS = 100_000;

function sumBundle({ id, source, target, protocol, parts }: Bundle): EdgeSum {
  const sum = createEdgeSum({ id, source, target }, protocol);
  for (const part of parts.items) mergeEdge(sum, part);
  return sum;
}
