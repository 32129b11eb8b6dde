import { diagnoseInSteps } from '../../mesh/diagnosis/diagnose';
import type { Diagnosis } from '../../mesh/diagnosis/diagnosis';
import { runInTurns } from '../lifecycle/run-in-turns';
import { readSubject } from '../query/match-subject';
import { readCourses } from '../query/read-courses';
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
  const [courses, happenings] = await Promise.all([
    readCourses(query, whole, stepMs, series),
    readHappenings(deps, { fromMs: whole.fromMs - HAPPENED_BEFORE_MS, toMs: whole.toMs }),
  ]);
  const exemplars = await readExemplars(query, whole, courses.rows);
  const toMs = courses.startMs + courses.steps * courses.stepMs;
  const diagnosis = await runInTurns(
    diagnoseInSteps({
      of,
      fromMs: courses.startMs,
      toMs,
      windowFromMs: window.fromMs,
      stepMs: courses.stepMs,
      steps: courses.steps,
      rows: courses.rows,
      findRoute: query.findRoute('workload'),
      findTolerances: query.knowledge().findTolerances,
      exemplars,
      happenings,
      workloads: describeWorkloads(query, whole.toMs),
      services: describeServices(query),
    }),
  );
  return { ...diagnosis, from: window.fromMs, to: window.toMs };
}
