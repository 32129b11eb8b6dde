import type { CountedSeries } from '../../mesh/metrics/counted-series';
import { createHistogram, mergeHistogram } from '../../mesh/metrics/histogram';
import { mergeWeightedPoint } from '../../mesh/metrics/merge-weighted';
import { createPoint, type Point } from '../../mesh/metrics/point';
import type { JudgedSecond, VersionSecond } from '../../mesh/rollout/judge/gate';
import { isServerFault } from '../../mesh/rollout/judge/is-server-fault';
import type { RolloutPlan } from '../../mesh/rollout/plan';
import type { QueryContext } from '../query/query-context';
import { readTrafficSteps } from '../query/read-traffic';
import type { TimeWindow } from '../store/contract/point-reader';
import { servedNames, sideOf } from './side-of';

/** One span of time of both versions: a second from memory, ten from history. */
export interface JudgedSpan extends JudgedSecond {
  startMs: number;
  endMs: number;
}

/** What both versions of a plan did, span by span. Versions that are hosts of their own are told apart by host. */
export async function readJudgedSpans(
  context: QueryContext,
  plan: RolloutPlan,
  window: TimeWindow,
): Promise<JudgedSpan[]> {
  const { service } = plan;
  const series = servedNames(plan).flatMap((name) =>
    context.sources.store.series.select({ destination_service_name: name }),
  );
  return await readTrafficSteps(context, window, 1_000, series, (traffic) => {
    const { startMs, stepMs, steps } = traffic.steps;
    const spans = Array.from({ length: steps }, (_, index) => createSpan(startMs + index * stepMs, stepMs));
    for (const row of traffic.series) {
      const { labels } = row.destination;
      if (row.weight === 0 || labels.destination_service_namespace !== service.namespace) continue;
      const side = sideOf(plan, labels);
      if (side !== undefined) addRow(spans, side, row, traffic.stepsOf(row));
    }
    return spans.filter((span) => span.stable.requests + span.canary.requests > 0);
  });
}

function addRow(
  spans: readonly JudgedSpan[],
  side: 'stable' | 'canary',
  { facts, weight }: CountedSeries,
  points: readonly (Point | undefined)[],
): void {
  const isBad = isServerFault(facts);
  for (const [index, point] of points.entries()) {
    const second = spans[index]?.[side];
    if (point === undefined || second === undefined) continue;
    const counted = createPoint();
    mergeWeightedPoint(counted, point, weight);
    second.requests += counted.requests;
    if (isBad) second.errors += counted.requests;
    mergeHistogram(second.latency, counted.latency);
  }
}

function createSpan(startMs: number, stepMs: number): JudgedSpan {
  return { startMs, endMs: startMs + stepMs, stable: emptySecond(), canary: emptySecond() };
}

function emptySecond(): VersionSecond {
  return { requests: 0, errors: 0, latency: createHistogram() };
}
