import { type CountedSeries, countWhole } from '../../mesh/metrics/counted-series';
import { reconcileRows } from '../../mesh/metrics/reconcile-reporters';
import type { SeriesFacts } from '../../mesh/metrics/series-facts';
import { Turns } from '../lifecycle/turns';
import type { PointTotals } from '../store/contract/point-reader';
import { findIdle } from './list-idle-series';
import { listParts } from './mesh-parts';
import type { QueryContext } from './query-context';
import { isHotWindow } from './read-traffic';
import { resolveWindow } from './resolve-window';

/** What some callers' series gathered in a window, valid until the callback it is given to returns. */
export interface TrafficPart {
  /** Reconciled. */
  series: CountedSeries[];
  /** Those that gathered nothing; see `listIdleSeries`. */
  idle: SeriesFacts[];
}

/** Where a part of the mesh is read from. */
type ReadTotals = () => PointTotals;

/**
 * Reads the traffic of the last seconds of the whole mesh a part after the other and lets the event loop run between
 * them: for what looks at everything again and again and waits for nobody. `use` gets one part for each of `seconds`. The
 * windows of memory may move by a second or two meanwhile. Resolves with the end of the windows.
 */
export async function readInParts(
  context: QueryContext,
  seconds: readonly number[],
  use: (parts: readonly TrafficPart[]) => void,
): Promise<number> {
  const { toMs } = resolveWindow({}, context.sources);
  const reads: ReadTotals[] = [];
  for (const one of seconds) reads.push(await openWindow(context, one));
  const turns = new Turns();
  for (const part of listParts(context)) {
    use(reads.map((read) => countPart(context, part, read())));
    await turns.rest();
  }
  return toMs;
}

async function openWindow(context: QueryContext, seconds: number): Promise<ReadTotals> {
  const { sources } = context;
  const window = () => resolveWindow({ window: seconds }, sources);
  if (isHotWindow(context, window())) return () => sources.hot.readTotals(window());
  const totals = await sources.store.points.readTotals(window());
  return () => totals;
}

function countPart(
  context: QueryContext,
  part: readonly number[],
  { window, points }: PointTotals,
): TrafficPart {
  const rows: CountedSeries[] = [];
  const idle: SeriesFacts[] = [];
  for (const one of part) {
    const point = points.get(one);
    if (point === undefined) {
      const facts = findIdle(context, one, window.toMs);
      if (facts !== undefined) idle.push(facts);
      continue;
    }
    const facts = context.factsOf(one);
    if (facts !== undefined) rows.push(countWhole(facts, point));
  }
  return { series: reconcileRows(rows), idle };
}
