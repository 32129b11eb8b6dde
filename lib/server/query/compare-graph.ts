import { type CountedWindow, compareEdges } from '../../mesh/graph/compare/compare-edges';
import { countEdges } from '../../mesh/graph/compare/edge-counts';
import { sumGraph } from '../../mesh/graph/sum-graph';
import type { GraphCompareAnswer, GraphCompareParams } from '../../protocol/api/graph-compare';
import type { TimeWindow } from '../store/contract/point-reader';
import type { QueryContext } from './query-context';
import { readTraffic } from './read-traffic';
import { resolveWindow, shiftWindow } from './resolve-window';

/** What changed on the edges of a graph between two windows of the same length. */
export async function compareGraph(
  context: QueryContext,
  params: GraphCompareParams,
): Promise<GraphCompareAnswer> {
  const window = resolveWindow(params, context.sources);
  const after = await countWindow(context, params, window);
  const before = await countWindow(context, params, baseOf(window, params));
  return {
    before: before.answered,
    after: after.answered,
    changes: compareEdges(before, after),
  };
}

function baseOf(window: TimeWindow, { ago, baseFrom }: GraphCompareParams): TimeWindow {
  if (baseFrom !== undefined) return shiftWindow(window, Math.round((window.fromMs - baseFrom) / 1_000));
  return shiftWindow(window, ago ?? (window.toMs - window.fromMs) / 1_000);
}

function countWindow(
  context: QueryContext,
  { type, namespaces, injectServices }: GraphCompareParams,
  wanted: TimeWindow,
): Promise<CountedWindow & { answered: { from: number; to: number } }> {
  return readTraffic(context, wanted, undefined, ({ window, series }) => {
    const answered = { from: window.fromMs, to: window.toMs };
    const { edges } = sumGraph({
      type,
      ...answered,
      series,
      knowledge: context.knowledge(),
      namespaces,
      idle: false,
      injectServices,
      findRoute: context.findRoute(type),
    });
    const isShown = (namespace: string): boolean => namespaces.length === 0 || namespaces.includes(namespace);
    const shown = [...edges.values()].filter(
      ({ source, target }) => isShown(source.namespace) || isShown(target.namespace),
    );
    return { answered, seconds: (window.toMs - window.fromMs) / 1_000, edges: countEdges(shown) };
  });
}
