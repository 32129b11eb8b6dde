import type { GraphEdge, GraphNode } from '../../../mesh/graph/graph';
import { dueTurns, settleItems, turnsFor } from '../../../mesh/graph/settle-items';
import { graphParamsSchema } from '../../../protocol/api/graph';
import type { QueryContext } from '../query-context';
import { shareGraph } from '../share-graph';
import { byKey } from './by-key';
import type { LiveSource } from './live-source';
import { parseParams } from './parse-params';
import { roundDigits } from './round-digits';
import { tickVersion } from './tick-version';

/** What was sent last of a large graph. */
interface Shown {
  second: number;
  nodes: Readonly<Record<string, GraphNode>>;
  edges: Readonly<Record<string, GraphEdge>>;
}

/** Nodes and edges by id; of a large graph what moved little waits for its turn. */
export function graphDocument(context: QueryContext, params: Readonly<Record<string, string>>): LiveSource {
  const asked = parseParams(graphParamsSchema, params);
  let shown: Shown | undefined;
  return {
    version: () => tickVersion(context),
    build: async () => {
      const { from, to, type, nodes, edges, folded, omittedEdges } = await shareGraph(context, asked);
      const meta = { window: { from, to, type, folded, omittedEdges } };
      const turns = turnsFor(nodes.length + edges.length);
      if (turns <= 1) {
        shown = undefined;
        return { nodes: byKey(nodes, ({ id }) => id), edges: byKey(edges, ({ id }) => id), meta };
      }
      const second = Math.floor(context.sources.now() / 1_000);
      const settling = { turns, due: dueTurns(shown?.second, second, turns) };
      shown = {
        second,
        nodes: settleItems(shown?.nodes ?? {}, nodes, settling, roundDigits),
        edges: settleItems(shown?.edges ?? {}, edges, settling, roundDigits),
      };
      return { nodes: shown.nodes, edges: shown.edges, meta };
    },
  };
}
