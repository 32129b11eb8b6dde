import { chooseStep } from '../../../mesh/metrics/choose-step';
import { type MeshStep, sumStep } from '../../../mesh/timeline/step-tally';
import type { TimelineAnswer, TimelineParams } from '../../../protocol/api/timeline';
import type { QueryContext } from '../query-context';
import { resolveWindow } from '../resolve-window';
import type { HealthHistory } from './health-history';
import { leastStep } from './least-step';
import { listMarks } from './list-marks';

const INCIDENTS = 200;

/** The health of the mesh over a window, cut to what is kept, and what happened meanwhile. */
export async function getTimeline(
  context: QueryContext,
  history: HealthHistory,
  params: TimelineParams,
): Promise<TimelineAnswer> {
  const asked = resolveWindow(params, context.sources);
  const oldest = await context.sources.store.points.oldestMs();
  const seconds = (asked.toMs - asked.fromMs) / 1_000;
  const least = leastStep(seconds, context.sources.store.series.size());
  const stepMs = Math.max(least, chooseStep(seconds, params.steps)) * 1_000;
  const fromMs = Math.min(asked.toMs, Math.max(asked.fromMs, oldest ?? asked.toMs));
  const course = await history.read(context, { fromMs, toMs: asked.toMs }, stepMs);
  const wanted = new Set(params.namespaces);
  const { items: incidents } = await context.sources.store.incidents.listIncidents({
    window: asked,
    limit: INCIDENTS,
    ...(wanted.size === 0 ? {} : { namespaces: params.namespaces }),
  });
  const steps = course.steps.map((step) => sumStep(step, wanted));
  const column = <K extends keyof MeshStep>(name: K) => steps.map((step) => step[name]);
  return {
    from: asked.fromMs,
    to: asked.toMs,
    oldest: oldest ?? null,
    start: course.startMs,
    stepMs: course.stepMs,
    requests: column('requests').map(Math.round),
    errors: column('errors').map(Math.round),
    failing: column('failing'),
    degraded: column('degraded'),
    worst: column('worst'),
    ...(await listMarks(context, asked, params.namespaces, incidents)),
  };
}
