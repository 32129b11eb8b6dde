import { buildGraph } from '../../mesh/graph/build-graph';
import { DEFAULT_REACH, type GraphCut } from '../../mesh/graph/cut/graph-cut';
import type { MeshGraph } from '../../mesh/graph/graph';
import type { GraphParams } from '../../protocol/api/graph';
import type { TimeWindow } from '../store/contract/point-reader';
import { listIdleSeries } from './list-idle-series';
import type { QueryContext } from './query-context';
import { readTraffic } from './read-traffic';
import { resolveWindow } from './resolve-window';

/** The traffic of a window as a graph. */
export async function getGraph(context: QueryContext, params: GraphParams): Promise<MeshGraph> {
  const window = resolveWindow(params, context.sources);
  const knowledge = await context.knowledgeAt(window.toMs);
  return readTraffic(context, window, undefined, (traffic) =>
    buildGraph({
      type: params.type,
      from: traffic.window.fromMs,
      to: traffic.window.toMs,
      series: traffic.series,
      knowledge,
      namespaces: params.namespaces,
      idle: params.idle,
      idleSeries: params.idle ? listIdleSeries(context, traffic.series, window.toMs) : [],
      injectServices: params.injectServices,
      fold: { mode: params.fold ?? 'none', except: params.except },
      ...cutOf(params),
      ...(params.edges === undefined ? {} : { mostEdges: params.edges }),
      findRoute: context.findRoute(params.type),
      ...(traffic.isHot ? { memory: context.graphMemory(params, secondsOf(window)) } : {}),
    }),
  );
}

function secondsOf({ fromMs, toMs }: TimeWindow): number {
  return (toMs - fromMs) / 1_000;
}

function cutOf({ focus, toward, up, down, detour }: Partial<GraphParams>): { cut?: GraphCut } {
  if (focus === undefined) return {};
  return {
    cut: {
      focus,
      ...(toward === undefined ? {} : { toward }),
      up: up ?? DEFAULT_REACH.up,
      down: down ?? DEFAULT_REACH.down,
      detour: detour ?? DEFAULT_REACH.detour,
    },
  };
}
