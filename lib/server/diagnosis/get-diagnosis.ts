import { diagnose } from '../../mesh/diagnosis/diagnose';
import type { Diagnosis } from '../../mesh/diagnosis/diagnosis';
import { readSubject } from '../query/match-subject';
import { readTrafficSteps } from '../query/read-traffic';
import type { WindowParams } from '../query/resolve-window';
import { describeServices, describeWorkloads } from './describe-states';
import { diagnosedWindow } from './diagnosed-window';
import type { DiagnosisDeps } from './diagnosis-deps';
import { readExemplars } from './read-exemplars';
import { readHappenings } from './read-happenings';
import { selectNeighbourhood } from './select-neighbourhood';

/** A change may come some minutes before what it breaks. */
const HAPPENED_BEFORE_MS = 300_000;

/**
 * Why something fails: gathers counts, lines and changes of a window and its baseline, and asks the model. Of the calls
 * in its neighbourhood, or of those of `series` alone.
 */
export async function getDiagnosis(
  deps: DiagnosisDeps,
  { of, ...params }: WindowParams & { of: string },
  series: readonly number[] = selectNeighbourhood(deps.query, of),
): Promise<Diagnosis & { from: number; to: number }> {
  const { query } = deps;
  readSubject(of, 'inbound');
  const { window, whole, stepMs } = diagnosedWindow(query, params);
  const [exemplars, happenings] = await Promise.all([
    readExemplars(query, whole, series),
    readHappenings(deps, { fromMs: whole.fromMs - HAPPENED_BEFORE_MS, toMs: whole.toMs }),
  ]);
  return readTrafficSteps(query, whole, stepMs, series, (traffic) => {
    const { steps, stepsOf } = traffic;
    const diagnosis = diagnose({
      of,
      fromMs: steps.startMs,
      toMs: steps.startMs + steps.steps * steps.stepMs,
      windowFromMs: window.fromMs,
      stepMs: steps.stepMs,
      steps: steps.steps,
      rows: traffic.series.map((row) => ({ ...row, points: stepsOf(row) })),
      findRoute: query.findRoute('workload'),
      findTolerances: query.knowledge().findTolerances,
      exemplars,
      happenings,
      workloads: describeWorkloads(query, whole.toMs),
      services: describeServices(query),
    });
    return { ...diagnosis, from: window.fromMs, to: window.toMs };
  });
}
