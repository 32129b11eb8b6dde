import type * as z from 'zod/mini';
import type { getEvents, meshEventSchema } from '../../protocol/api/overview';
import type { MeshEventKind, StoredMeshEvent } from '../store/contract/mesh-events';
import type { QueryContext } from './query-context';
import { resolveSearchWindow, type WindowParams } from './resolve-window';

type EventsAnswer = z.infer<typeof getEvents.response>;
type EventItem = z.infer<typeof meshEventSchema>;

/** Which part of the feed is wanted. */
export interface EventSearch extends WindowParams {
  namespaces: readonly string[];
  cursor?: string | undefined;
  limit: number;
}

const DEFAULT_SECONDS = 86_400;

const SEVERITY: Readonly<Record<MeshEventKind, EventItem['severity']>> = {
  'agent-joined': 'info',
  'agent-left': 'warning',
  'version-seen': 'info',
  'health-changed': 'warning',
  'edge-new': 'info',
  'edge-lost': 'warning',
  'config-changed': 'info',
  rollout: 'info',
  'console-started': 'info',
  'telemetry-dropped': 'error',
  'identity-refused': 'error',
};

/** What changed in the mesh, newest first. */
export async function listEvents(context: QueryContext, params: EventSearch): Promise<EventsAnswer> {
  const window = resolveSearchWindow(
    { ...params, window: params.window ?? DEFAULT_SECONDS },
    context.sources.now(),
  );
  const page = await context.sources.store.events.listEvents({
    ...window,
    limit: params.limit,
    ...(params.namespaces.length === 0 ? {} : { namespaces: params.namespaces }),
    ...(params.cursor === undefined ? {} : { cursor: params.cursor }),
  });
  return { events: page.items.map(toEvent), nextCursor: page.nextCursor ?? null };
}

/** An event as it travels; its own severity goes before that of its kind. */
export function toEvent({
  id,
  atMs,
  kind,
  namespace,
  subject,
  message,
  details,
}: StoredMeshEvent): EventItem {
  const own = details.severity;
  const severity = own === 'info' || own === 'warning' || own === 'error' ? own : SEVERITY[kind];
  return { id, at: atMs, kind, namespace, subject, message, severity };
}
