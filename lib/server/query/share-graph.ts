import type { MeshGraph } from '../../mesh/graph/graph';
import type { GraphParams } from '../../protocol/api/graph';
import { getGraph } from './get-graph';
import type { QueryContext } from './query-context';

/** A graph may be this part of its window late. */
const LATE_SHARE = 1 / 300;
const SHORTEST_WINDOW_SECONDS = 60;

/** As `getGraph`; of a large mesh, who asks for the last minutes what was just asked gets the very same graph. */
export async function shareGraph(context: QueryContext, params: GraphParams): Promise<MeshGraph> {
  if (params.from !== undefined || params.to !== undefined) return await getGraph(context, params);
  const mostMs = (params.window ?? SHORTEST_WINDOW_SECONDS) * 1_000 * LATE_SHARE;
  return await context.graphs.get(JSON.stringify(params), { version: context.knowledge(), mostMs }, () =>
    getGraph(context, params),
  );
}
