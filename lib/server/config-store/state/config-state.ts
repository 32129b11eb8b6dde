import type { ConfigObject } from '../../../mesh/config/config-object';
import type { ConfigResource, TextPosition } from '../../../mesh/config/resource';
import { resourceOf } from '../../../mesh/config/resource-of';
import { readYaml } from '../../../mesh/config/yaml-text';
import type { ConfigCommit, ConfigRecords, StoredObject } from '../../store/contract/config-records';

/** The configuration as it is, in memory; the database has the same and outlives it. */
export class ConfigState {
  private byKey: ReadonlyMap<string, StoredObject> = new Map();
  private current = 0;
  private changes = 0;
  private parsed: readonly ConfigResource[] | undefined;
  /** Objects that did not change stay the very same, so that rules and diffs can pass them over. */
  private readonly parsedOf = new WeakMap<StoredObject, ConfigResource>();
  private queue: Promise<unknown> = Promise.resolve();

  /** Reads everything anew. */
  async load(records: ConfigRecords): Promise<void> {
    const revision = await records.lastRevision();
    this.set(revision, new Map((await records.listObjects()).map((object) => [object.key, object])));
  }

  /** What was committed. */
  take({ revision, upserts, removals }: ConfigCommit): void {
    const next = new Map(this.byKey);
    for (const key of removals) next.delete(key);
    for (const object of upserts) next.set(object.key, object);
    this.set(revision.revision, next);
  }

  /** Of the history; 0 before the first change. */
  get revision(): number {
    return this.current;
  }

  /** Grows with every change. */
  version(): number {
    return this.changes;
  }

  objects(): ReadonlyMap<string, StoredObject> {
    return this.byKey;
  }

  /** As agents get them. */
  configObjects(): ConfigObject[] {
    return [...this.byKey.values()].map(({ object }) => object);
  }

  /** As rules read them; the same list until something changes. */
  resources(): readonly ConfigResource[] {
    this.parsed ??= [...this.byKey.values()].map((stored, index) => this.resourceOf(stored, index));
    return this.parsed;
  }

  /** One change at a time. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => {});
    return result;
  }

  private set(revision: number, objects: ReadonlyMap<string, StoredObject>): void {
    this.current = revision;
    this.byKey = objects;
    this.parsed = undefined;
    this.changes++;
  }

  private resourceOf(stored: StoredObject, index: number): ConfigResource {
    const known = this.parsedOf.get(stored);
    if (known !== undefined) return known;
    const resource = {
      ...resourceOf(stored.object, index),
      origin: { file: '', index, locate: locateIn(stored.yaml) },
    };
    this.parsedOf.set(stored, resource);
    return resource;
  }
}

/** Places are asked for where something is wrong, which is rare: the text is read then. */
function locateIn(yaml: string): (path: string) => TextPosition | undefined {
  let document: ReturnType<typeof readYaml>[number] | undefined;
  return (path) => {
    document ??= readYaml(yaml)[0];
    return document?.locate(path);
  };
}
