import { readYaml } from '../../mesh/config/yaml-text';
import { compareObjects, listMentions } from '../../mesh/diagnosis/compare-objects';
import type { Happening } from '../../mesh/diagnosis/diagnosis-input';
import type { StoredChange, StoredRevision } from '../store/contract/config-records';
import type { MeshEventKind, StoredMeshEvent } from '../store/contract/mesh-events';
import type { TimeWindow } from '../store/contract/point-reader';
import type { DiagnosisDeps } from './diagnosis-deps';

const MAX_EVENTS = 200;
/** Revisions read with their texts, and pages looked through to find those of a moment in the past. */
const MAX_REVISIONS = 24;
const MAX_PAGES = 20;
const MAX_CHANGES_EACH = 20;

const KINDS: Readonly<Partial<Record<MeshEventKind, Happening['kind']>>> = {
  'agent-joined': 'agent-joined',
  'agent-left': 'agent-left',
  'version-seen': 'version',
  rollout: 'rollout',
};

/** What happened in a window: agents, versions, rollouts, and what every revision of the configuration changed. */
export async function readHappenings(deps: DiagnosisDeps, window: TimeWindow): Promise<Happening[]> {
  const { store } = deps.query.sources;
  const kinds = Object.keys(KINDS) as MeshEventKind[];
  const [events, changes] = await Promise.all([
    store.events.listEvents({ ...window, kinds, limit: MAX_EVENTS }),
    readConfigChanges(deps, window),
  ]);
  return [...events.items.flatMap(fromEvent), ...changes];
}

function fromEvent({ atMs, kind, namespace, subject, message, details }: StoredMeshEvent): Happening[] {
  const known = KINDS[kind];
  if (known === undefined) return [];
  const { rollout } = details;
  return [
    { atMs, kind: known, namespace, subject, message, ...(typeof rollout === 'string' ? { rollout } : {}) },
  ];
}

async function readConfigChanges({ config }: DiagnosisDeps, window: TimeWindow): Promise<Happening[]> {
  const numbers = await findRevisions(config.records, window);
  const revisions = await Promise.all(numbers.map((number) => config.records.findRevision(number)));
  return revisions.flatMap((revision) =>
    revision === undefined
      ? []
      : revision.changes.slice(0, MAX_CHANGES_EACH).map((change) => fromChange(revision, change)),
  );
}

async function findRevisions(
  records: DiagnosisDeps['config']['records'],
  { fromMs, toMs }: TimeWindow,
): Promise<number[]> {
  const found: number[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, nextCursor } = await records.listRevisions({
      limit: 50,
      ...(cursor === undefined ? {} : { cursor }),
    });
    found.push(...items.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).map(({ revision }) => revision));
    const oldest = items.at(-1)?.atMs ?? 0;
    if (nextCursor === undefined || oldest < fromMs || found.length >= MAX_REVISIONS) break;
    cursor = nextCursor;
  }
  return found.slice(0, MAX_REVISIONS);
}

function fromChange({ atMs, revision }: StoredRevision, stored: StoredChange): Happening {
  const { kind, namespace, name, change, before, after } = stored;
  const [old, now] = [objectOf(before), objectOf(after)];
  return {
    atMs,
    kind: 'config',
    namespace,
    subject: '',
    message: `revision ${revision} ${change} ${kind} ${name}`,
    object: {
      kind,
      namespace,
      name,
      revision,
      change,
      mentions: [...new Set([...listMentions(old), ...listMentions(now)])],
      fields: change === 'updated' ? compareObjects(old, now) : [],
    },
  };
}

function objectOf(yaml: string | null): unknown {
  return yaml === null ? undefined : readYaml(yaml)[0]?.value;
}
