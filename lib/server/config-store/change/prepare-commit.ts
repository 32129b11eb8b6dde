import type { ConfigObject } from '../../../mesh/config/config-object';
import type {
  ConfigCommit,
  RevisionAction,
  StoredChange,
  StoredObject,
} from '../../store/contract/config-records';
import type { ChangePlan, PlannedDraft } from './plan-change';

/** Who changes the configuration, when and why. */
export interface ChangeOrigin {
  author: string;
  reason: string;
  action: RevisionAction;
  atMs: number;
  revision: number;
}

/** The rows of a planned change. */
export function prepareCommit(
  plan: ChangePlan,
  origin: ChangeOrigin,
  /** The highest version each object ever had. */
  lastVersions: ReadonlyMap<string, number>,
  /** When objects that are brought back came to be. */
  createdAtMs: ReadonlyMap<string, number>,
): ConfigCommit {
  const written = plan.written.filter(({ outcome }) => outcome !== 'unchanged');
  const upserts = written.map((planned) => toStored(planned, origin, lastVersions, createdAtMs));
  const changes = [
    ...upserts.map((object, index) => toChange(object, written[index])),
    ...plan.deleted.map((object) => toDeletion(object)),
  ];
  const { author, reason, action, atMs, revision } = origin;
  return {
    revision: { revision, atMs, author, reason, action, changed: changes.length },
    changes,
    upserts,
    removals: plan.deleted.map(({ key }) => key),
  };
}

function toStored(
  { draft, before }: PlannedDraft,
  { author, atMs, revision }: ChangeOrigin,
  lastVersions: ReadonlyMap<string, number>,
  restored: ReadonlyMap<string, number>,
): StoredObject {
  const { key, kind, yaml, resource } = draft;
  const { name, namespace, creationTimestamp } = resource.metadata;
  const createdAtMs = before?.createdAtMs ?? restored.get(key) ?? creationTimestamp ?? atMs;
  return {
    ...{ key, kind, namespace, name, yaml, revision, author, createdAtMs },
    object: withCreation(draft.object, createdAtMs),
    version: (before?.version ?? lastVersions.get(key) ?? 0) + 1,
    updatedAtMs: atMs,
  };
}

/** Agents need the time for precedence: the oldest of two rules wins. */
function withCreation(object: ConfigObject, createdAtMs: number): ConfigObject {
  const creationTimestamp = new Date(createdAtMs).toISOString();
  return { ...object, metadata: { ...object.metadata, creationTimestamp } };
}

function toChange(object: StoredObject, planned: PlannedDraft | undefined): StoredChange {
  const { key, kind, namespace, name, version, yaml, createdAtMs } = object;
  const before = planned?.before?.yaml ?? null;
  const change = before === null ? 'created' : 'updated';
  return { key, kind, namespace, name, change, version, before, after: yaml, createdAtMs };
}

/** A version of its own, so that a later object of this name is never taken for this one. */
function toDeletion({ key, kind, namespace, name, version, yaml, createdAtMs }: StoredObject): StoredChange {
  return {
    ...{ key, kind, namespace, name, change: 'deleted' as const },
    version: version + 1,
    before: yaml,
    after: null,
    createdAtMs,
  };
}
