import { graphParamsSchema } from '../../../protocol/api/graph';
import { getGraph } from '../get-graph';
import type { QueryContext } from '../query-context';
import { byKey } from './by-key';
import type { LiveSource } from './live-source';
import { parseParams } from './parse-params';
import { tickVersion } from './tick-version';

/** Nodes and edges by id. */
export function graphDocument(context: QueryContext, params: Readonly<Record<string, string>>): LiveSource {
  const asked = parseParams(graphParamsSchema, params);
  return {
    version: () => tickVersion(context),
    build: async () => {
      const { from, to, type, nodes, edges, folded, omittedEdges } = await getGraph(context, asked);
      return {
        nodes: byKey(nodes, ({ id }) => id),
        edges: byKey(edges, ({ id }) => id),
        meta: { window: { from, to, type, folded, omittedEdges } },
      };
    },
  };
}
