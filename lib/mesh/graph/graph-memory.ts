import { EdgeDrafts } from './edge-drafts';
import { FoldMemory } from './fold/fold-memory';
import type { NodeSum } from './node-sum';
import type { FindRoute } from './series-route';

/**
 * What a graph leaves behind for the next one: sums of edges and nodes, and what was made of them. A live page asks for
 * nearly the same graph every second; what did not change in between is taken over as it is.
 */
export class GraphMemory {
  drafts = new EdgeDrafts();
  fold = new FoldMemory();
  private nodes: Map<string, NodeSum> = new Map();
  private findRoute: FindRoute | undefined;

  /** Itself, empty when the last graph's routes were others. */
  of(findRoute: FindRoute): this {
    if (this.findRoute !== findRoute) {
      this.findRoute = findRoute;
      this.drafts = new EdgeDrafts();
      this.fold = new FoldMemory();
      this.nodes = new Map();
    }
    return this;
  }

  /** The last graph's nodes but for those at which something changed. */
  keptNodes(touched: ReadonlySet<string>): ReadonlyMap<string, NodeSum> {
    for (const id of touched) this.nodes.delete(id);
    return this.nodes;
  }

  /** Keeps nodes for the next graph, which takes over the map itself. */
  keep(nodes: Map<string, NodeSum>): void {
    for (const node of nodes.values()) node.isWhole = true;
    this.nodes = nodes;
  }
}
