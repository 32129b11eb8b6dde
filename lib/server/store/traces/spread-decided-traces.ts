import type pg from 'pg';
import { summarizeTrace } from '../../../mesh/trace/summarize-trace';
import type { TimeWindow } from '../contract/point-reader';
import type { FoundTrace, TraceFilter, TracePoint } from '../contract/trace-reader';
import { TraceWalk } from './trace-walk';

/** Parts of the window, the traces wanted of each, and how long is looked for them. */
const PARTS = 48;
const EACH = 10;
const PART_MS = 40;

/** Traces of every part of a window that a query of whole traces means: each is read, so a part is looked through for a while only. */
export async function spreadDecidedTraces(
  pool: pg.Pool,
  { fromMs, toMs }: TimeWindow,
  filter: TraceFilter,
): Promise<{ points: TracePoint[]; isWhole: boolean }> {
  const points = new Map<string, TracePoint>();
  let isWhole = true;
  const width = (toMs - fromMs) / PARTS;
  for (let part = 0; part < PARTS; part++) {
    const window = { fromMs: fromMs + part * width, toMs: fromMs + (part + 1) * width };
    const endsAt = Date.now() + PART_MS;
    let isSearched = false;
    for await (const step of new TraceWalk(pool, { ...window, filter, limit: EACH }, undefined).steps()) {
      for (const found of step.items) for (const point of toPoint(found)) points.set(found.traceId, point);
      isSearched = step.nextCursor === undefined;
      if (Date.now() > endsAt) break;
    }
    isWhole &&= isSearched;
  }
  return { points: [...points.values()].sort((a, b) => a.startUs - b.startUs), isWhole };
}

function toPoint({ traceId, spans: all }: FoundTrace): TracePoint[] {
  const digest = summarizeTrace(traceId, all);
  if (digest === undefined) return [];
  const { startUs, durationUs, spans, errors, rootService, rootName } = digest;
  return [{ traceId, startUs, durationUs, spans, errors, rootService, rootName }];
}
