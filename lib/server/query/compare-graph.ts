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
  const base = baseOf(window, params);
  const oldestMs = (await context.sources.store.points.oldestMs()) ?? base.toMs;
  // Seconds before the first record would count as seconds without a request, and every rate as risen.
  const known = { fromMs: Math.min(base.toMs, Math.max(base.fromMs, oldestMs)), toMs: base.toMs };
  const recordedFrom = known.fromMs > base.fromMs ? known.fromMs : null;
  if (known.fromMs === known.toMs) {
    return { before: answerOf(base), after: after.answered, recordedFrom, changes: [] };
  }
  const before = await countWindow(context, params, known);
  return {
    before: answerOf(base),
    after: after.answered,
    recordedFrom,
    changes: compareEdges(before, after),
  };
}

function answerOf({ fromMs, toMs }: TimeWindow): { from: number; to: number } {
  return { from: fromMs, to: toMs };
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
    const answered = answerOf(window);
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
