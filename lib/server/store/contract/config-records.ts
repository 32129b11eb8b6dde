import type { ConfigObject } from '../../../mesh/config/config-object';
import type { ConfigKindName } from '../../../mesh/config/kinds';
import type { Page } from './log-reader';

/** One object of the configuration as it is. */
export interface StoredObject {
  /** `configKey`. */
  key: string;
  kind: ConfigKindName;
  namespace: string;
  name: string;
  /** As it was written. */
  yaml: string;
  /** As agents get it. */
  object: ConfigObject;
  version: number;
  revision: number;
  author: string;
  createdAtMs: number;
  updatedAtMs: number;
}

/** What a revision did to one object. */
export interface StoredChange {
  key: string;
  kind: ConfigKindName;
  namespace: string;
  name: string;
  change: 'created' | 'updated' | 'deleted';
  version: number;
  before: string | null;
  after: string | null;
  /** When the object came to be. */
  createdAtMs: number;
}

export type RevisionAction = 'apply' | 'delete' | 'import' | 'revert' | 'restore' | 'sync';

/** One revision of the mesh's configuration. */
export interface StoredRevision {
  revision: number;
  atMs: number;
  author: string;
  reason: string;
  action: RevisionAction;
  /** How many objects it changed. */
  changed: number;
}

/** What is committed together. */
export interface ConfigCommit {
  revision: StoredRevision;
  changes: readonly StoredChange[];
  upserts: readonly StoredObject[];
  /** Keys. */
  removals: readonly string[];
}

/** The configuration and its history; every commit is one transaction. */
export interface ConfigRecords {
  listObjects(): Promise<StoredObject[]>;
  /** 0 before the first. */
  lastRevision(): Promise<number>;
  /** The revision that held at a moment; 0 before the first. */
  revisionAt(atMs: number): Promise<number>;
  /** Fails with `conflict` unless `commit.revision` follows the last one. */
  commit(commit: ConfigCommit): Promise<void>;
  /** The highest version each object ever had, of those that had one. */
  lastVersions(keys: readonly string[]): Promise<Map<string, number>>;
  /** Newest first, each with the first of its changes; of one object when `key` is given. */
  listRevisions(query: {
    key?: string;
    limit: number;
    cursor?: string;
  }): Promise<Page<StoredRevision & { changes: StoredChange[] }>>;
  /** Undefined when there is none. */
  findRevision(revision: number): Promise<(StoredRevision & { changes: StoredChange[] }) | undefined>;
  /** The last change up to `revision` of every object, or of one. */
  stateAt(revision: number, key?: string): Promise<StoredChange[]>;
  /** The change that gave an object a version. */
  findVersion(key: string, version: number): Promise<StoredChange | undefined>;
}
