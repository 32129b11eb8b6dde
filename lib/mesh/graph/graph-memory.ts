import { type DraftedEdges, EdgeDrafts } from './edge-drafts';
import type { EdgeSum } from './edge-sum';
import { FoldMemory } from './fold/fold-memory';
import { type NodeSum, sumNode, sumNodes } from './node-sum';
import type { FindRoute } from './series-route';

/**
 * What a graph leaves behind for the next one: sums of edges and nodes, and what was made of them. A live page asks for
 * nearly the same graph every second; what did not change in between is taken over as it is.
 */
export class GraphMemory {
  drafts = new EdgeDrafts();
  fold = new FoldMemory();
  private nodes: Map<string, NodeSum> = new Map();
  /** Which edges end at a node; undefined until it is asked for. */
  private edgesAt: ReadonlyMap<string, readonly string[]> | undefined;
  private findRoute: FindRoute | undefined;

  /** Itself, empty when the last graph's routes were others. */
  of(findRoute: FindRoute): this {
    if (this.findRoute !== findRoute) {
      this.findRoute = findRoute;
      this.drafts = new EdgeDrafts();
      this.fold = new FoldMemory();
      this.nodes = new Map();
      this.edgesAt = undefined;
    }
    return this;
  }

  /** Adds up edges to nodes: those at which nothing changed are the last graph's. */
  sumNodes({ edges, touched, isSameShape }: DraftedEdges): Map<string, NodeSum> {
    if (isSameShape) {
      this.edgesAt ??= indexEdges(edges);
      // A node that is set again stays at its place.
      for (const id of touched) this.nodes.set(id, sumNode(id, this.edgesAt.get(id) ?? [], edges));
    } else {
      for (const id of touched) this.nodes.delete(id);
      this.nodes = sumNodes(edges.values(), this.nodes);
      this.edgesAt = undefined;
    }
    for (const id of touched) {
      const node = this.nodes.get(id);
      if (node !== undefined) node.isWhole = true;
    }
    return this.nodes;
  }
}

/** Ids of the edges at each node, in their order. */
function indexEdges(edges: ReadonlyMap<string, EdgeSum>): Map<string, string[]> {
  const index = new Map<string, string[]>();
  const add = (node: string, edge: string): void => {
    const ids = index.get(node);
    if (ids === undefined) index.set(node, [edge]);
    else ids.push(edge);
  };
  for (const { id, source, target } of edges.values()) {
    add(source.id, id);
    if (target.id !== source.id) add(target.id, id);
  }
  return index;
}
