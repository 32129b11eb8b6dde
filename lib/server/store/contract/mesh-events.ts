import type { Page } from './log-reader';
import type { TimeWindow } from './point-reader';

/** What the "what changed" feed tells. */
export const MESH_EVENT_KINDS = [
  'agent-joined',
  'agent-left',
  'version-seen',
  'health-changed',
  'edge-new',
  'edge-lost',
  'config-changed',
  'rollout',
  'console-started',
  'telemetry-dropped',
  'identity-refused',
] as const;

export type MeshEventKind = (typeof MESH_EVENT_KINDS)[number];

export interface MeshEvent {
  atMs: number;
  kind: MeshEventKind;
  namespace: string;
  /** The workload, service or edge it is about, for instance `reviews-v2` or `productpage -> reviews`. */
  subject: string;
  /** One plain sentence. */
  message: string;
  /** Facts for links and filters, for instance `{ "version": "v2" }`. */
  details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface StoredMeshEvent extends MeshEvent {
  id: string;
}

export interface MeshEventQuery extends TimeWindow {
  kinds?: readonly MeshEventKind[];
  namespaces?: readonly string[];
  limit: number;
  cursor?: string;
}

export interface MeshEvents {
  appendEvents(events: readonly MeshEvent[]): Promise<void>;
  listEvents(query: MeshEventQuery): Promise<Page<StoredMeshEvent>>;
}
