import type { ConfigObject } from '../../mesh/config/config-object';
import type { ConfigResource } from '../../mesh/config/resource';
import { readDrafts } from '../config-store/read/read-drafts';
import type { ConfigState } from '../config-store/state/config-state';
import type { ConfigRecords, StoredChange } from '../store/contract/config-records';
import type { PastConfig } from './past-mesh';

/** A replay goes through few revisions; going back and forth reads none of them twice. */
const KEPT = 8;

/** The configuration of earlier moments, read from its history when somebody asks. */
export class ConfigHistory {
  private readonly records: Pick<ConfigRecords, 'revisionAt' | 'stateAt' | 'findRevision'>;
  private readonly state: ConfigState;
  private readonly kept = new Map<number, Promise<PastConfig>>();
  private since: { revision: number; atMs: number } | undefined;

  constructor(records: ConfigHistory['records'], state: ConfigState) {
    this.records = records;
    this.state = state;
  }

  /** Undefined while what holds now held already. */
  async at(atMs: number): Promise<PastConfig | undefined> {
    if (atMs >= (await this.sinceMs())) return undefined;
    const revision = await this.records.revisionAt(atMs);
    const known = this.kept.get(revision) ?? this.read(revision);
    this.kept.delete(revision);
    this.kept.set(revision, known);
    known.catch(() => this.kept.delete(revision));
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
    return await known;
  }

  /** When the configuration came to be what it is. */
  private async sinceMs(): Promise<number> {
    const { revision } = this.state;
    if (this.since?.revision !== revision) {
      const stored = revision === 0 ? undefined : await this.records.findRevision(revision);
      this.since = { revision, atMs: stored?.atMs ?? 0 };
    }
    return this.since.atMs;
  }

  private async read(revision: number): Promise<PastConfig> {
    const changes = revision === 0 ? [] : await this.records.stateAt(revision);
    const now = [...this.state.objects().values()];
    const resources = this.state.resources();
    const unchanged = new Map(
      now.map((stored, index) => [`${stored.key} ${stored.version}`, { stored, resource: resources[index] }]),
    );
    const objects: ConfigObject[] = [];
    const past: ConfigResource[] = [];
    for (const change of changes) {
      if (change.after === null) continue;
      const same = unchanged.get(`${change.key} ${change.version}`);
      if (same?.resource !== undefined) {
        objects.push(same.stored.object);
        past.push(same.resource);
        continue;
      }
      for (const { object, resource } of await readChange(change)) {
        objects.push(object);
        past.push(resource);
      }
    }
    return { revision, objects, resources: past };
  }
}

/** When an object came to be is not in its text, and decides precedence. */
async function readChange({ after, namespace, createdAtMs }: StoredChange) {
  const { drafts } = await readDrafts(after ?? '', { file: '', namespace });
  const creationTimestamp = new Date(createdAtMs).toISOString();
  return drafts.map(({ object, resource }) => ({
    object: { ...object, metadata: { ...object.metadata, creationTimestamp } },
    resource: { ...resource, metadata: { ...resource.metadata, creationTimestamp: createdAtMs } },
  }));
}
