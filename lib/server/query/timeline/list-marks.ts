import type { IncidentRecord } from '../../../mesh/diagnosis/follow-incidents';
import type { TimelineMark, TimelineMarkKind } from '../../../protocol/api/timeline';
import type { MeshEventKind } from '../../store/contract/mesh-events';
import type { TimeWindow } from '../../store/contract/point-reader';
import type { QueryContext } from '../query-context';

/** Marks of one kind at most: more could not be told apart on a screen. */
const MOST = 200;

/** Events worth a mark. Kinds are read apart, so that agents that come and go never push out a rollout. */
const MARKED = [
  ['rollout', 'rollout'],
  ['config-changed', 'config'],
  ['version-seen', 'version'],
  ['agent-left', 'agent-left'],
  ['agent-joined', 'agent-joined'],
] as const satisfies readonly (readonly [MeshEventKind, TimelineMarkKind])[];

/** What happened in a window, oldest first, and the kinds of which there was more. */
export async function listMarks(
  context: QueryContext,
  window: TimeWindow,
  namespaces: readonly string[],
  incidents: readonly IncidentRecord[],
): Promise<{ marks: TimelineMark[]; cut: TimelineMarkKind[] }> {
  const pages = await Promise.all(
    MARKED.map(async ([event, kind]) => {
      const page = await context.sources.store.events.listEvents({
        ...window,
        kinds: [event],
        limit: MOST,
        ...(namespaces.length === 0 ? {} : { namespaces }),
      });
      return { kind, ...page };
    }),
  );
  const marks = pages.flatMap(({ kind, items }) =>
    items.map(
      ({ id, atMs, namespace, message }): TimelineMark => ({ id, at: atMs, kind, namespace, message }),
    ),
  );
  marks.push(...incidents.flatMap((incident) => markOf(incident, window)));
  return {
    marks: marks.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
    cut: pages.filter(({ nextCursor }) => nextCursor !== undefined).map(({ kind }) => kind),
  };
}

/** An incident lies in the window when any part of it does. */
function markOf(
  { id, state, sinceMs, lastSeenMs, closedAtMs, culprit, headline }: IncidentRecord,
  { fromMs, toMs }: TimeWindow,
): TimelineMark[] {
  if (state === 'merged') return [];
  const until = closedAtMs === undefined ? lastSeenMs : Math.min(closedAtMs, lastSeenMs);
  if (sinceMs >= toMs || until < fromMs) return [];
  return [{ id, at: sinceMs, until, kind: 'incident', namespace: culprit.namespace, message: headline }];
}
