import { type CountedSeries, countWhole } from '../../../mesh/metrics/counted-series';
import { createPoint } from '../../../mesh/metrics/point';
import { reconcileRows } from '../../../mesh/metrics/reconcile-reporters';
import type { SeriesFacts } from '../../../mesh/metrics/series-facts';
import type { StepTally } from '../../../mesh/timeline/step-tally';
import type { Turns } from '../../lifecycle/turns';
import type { RequestSteps } from '../../store/contract/point-reader';
import { listParts } from '../mesh-parts';
import type { QueryContext } from '../query-context';

/** The tally of the step that starts at `atMs`, undefined outside of what is judged. */
type FindTally = (atMs: number) => StepTally | undefined;

/** Adds what every workload received to its steps, a part of the mesh after the other. */
export async function addReceived(
  context: QueryContext,
  read: RequestSteps,
  turns: Turns,
  findTally: FindTally,
): Promise<void> {
  const tallies = Array.from({ length: read.steps }, (_, index) =>
    findTally(read.startMs + index * read.stepMs),
  );
  for (const part of listParts(context)) {
    addPart(context, part, read.requests, tallies);
    await turns.rest();
  }
}

function addPart(
  context: QueryContext,
  part: readonly number[],
  requests: RequestSteps['requests'],
  tallies: readonly (StepTally | undefined)[],
): void {
  const counts = new Map<SeriesFacts, Float64Array>();
  const rows: CountedSeries[] = [];
  for (const series of part) {
    const steps = requests.get(series);
    const facts = steps === undefined ? undefined : context.factsOf(series);
    if (steps === undefined || facts === undefined) continue;
    counts.set(facts, steps);
    rows.push(countWhole(facts, { ...createPoint(), requests: sum(steps) }));
  }
  const findRoute = context.findRoute('workload');
  for (const row of reconcileRows(rows)) {
    if (row.weight === 0) continue;
    const target = findRoute(row.facts, row.destination)?.target;
    if (target === undefined || target.namespace === '') continue;
    const { protocol, outcome, isError } = row.facts;
    const { namespace, name: workload } = target;
    for (const [index, requestsThen] of (counts.get(row.facts) ?? []).entries()) {
      const count = requestsThen * row.weight;
      if (count > 0) tallies[index]?.add({ namespace, workload, protocol, outcome, isError, count });
    }
  }
}

function sum(counts: Float64Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
