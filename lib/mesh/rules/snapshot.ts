import type { ConfigKindName } from '../config/kinds';
import type { ConfigResource } from '../config/resource';
import type { MeshFacts } from './mesh-facts';

/** All that a rule sees: objects by kind, facts of the mesh, and indexes over both, each built once when first asked for. */
export interface Snapshot {
  readonly facts: MeshFacts;
  list(kind: ConfigKindName): readonly ConfigResource[];
  use<Index>(build: BuildIndex<Index>): Index;
}

/** Makes an index of a snapshot; the function itself is its key. */
export type BuildIndex<Index> = (snapshot: Snapshot) => Index;

/** Objects by kind, whoever keeps them. */
export interface ResourceSource {
  list(kind: ConfigKindName): readonly ConfigResource[];
}

interface Built {
  value: unknown;
  reads: ReadonlySet<ConfigKindName>;
}

/**
 * A snapshot that keeps, from `previous`, every index whose kinds are the very same lists; an index that used another
 * reads what that one read.
 */
export function createSnapshot(
  source: ResourceSource,
  facts: MeshFacts,
  previous?: IndexedSnapshot,
): IndexedSnapshot {
  const built = new Map<BuildIndex<unknown>, Built>();
  const keeps = ({ reads }: Built) => [...reads].every((kind) => previous?.list(kind) === source.list(kind));
  if (previous?.facts === facts) {
    for (const [build, index] of previous.built) if (keeps(index)) built.set(build, index);
  }
  const watched = (reads: Set<ConfigKindName>): Snapshot => ({
    facts,
    list: (kind) => {
      reads.add(kind);
      return source.list(kind);
    },
    use: (build) => {
      const index = indexOf(build);
      for (const kind of index.reads) reads.add(kind);
      return index.value as ReturnType<typeof build>;
    },
  });
  const indexOf = (build: BuildIndex<unknown>): Built => {
    const known = built.get(build);
    if (known !== undefined) return known;
    const reads = new Set<ConfigKindName>();
    const index = { value: build(watched(reads)), reads };
    built.set(build, index);
    return index;
  };
  return {
    facts,
    built,
    list: source.list,
    use: (build) => indexOf(build).value as ReturnType<typeof build>,
    watched,
  };
}

/** A snapshot with what it takes to build the next one from it, and to see what a rule reads. */
export interface IndexedSnapshot extends Snapshot {
  readonly built: ReadonlyMap<BuildIndex<unknown>, Built>;
  /** The same snapshot, noting every kind that is read through it, also by way of an index. */
  watched(reads: Set<ConfigKindName>): Snapshot;
}
