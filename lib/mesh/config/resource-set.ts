import { type ConfigKindName, kindOf } from './kinds';
import type { ConfigResource } from './resource';

/** Objects without a time are younger than all with one (and Infinity minus Infinity is no order). */
const NEVER_CREATED = Number.MAX_SAFE_INTEGER;

/** A read-only configuration, indexed by kind. */
export interface ResourceSet {
  readonly all: readonly ConfigResource[];
  /** Objects of a kind, in order of precedence: oldest first, then by name, namespace and place of reading. */
  list(kind: ConfigKindName): readonly ConfigResource[];
  /** One object by its full name. */
  find(kind: ConfigKindName, namespace: string, name: string): ConfigResource | undefined;
}

/** Indexes objects; of two with one name the later replaces the earlier, as `kubectl apply` would. */
export function createResourceSet(resources: readonly ConfigResource[]): ResourceSet {
  const byName = new Map<string, ConfigResource>();
  for (const resource of resources) byName.set(fullName(resource), resource);
  const byKind = new Map<ConfigKindName, ConfigResource[]>();
  for (const resource of byName.values()) {
    const kind = kindOf(resource);
    if (kind === undefined) continue;
    const list = byKind.get(kind);
    if (list === undefined) byKind.set(kind, [resource]);
    else list.push(resource);
  }
  for (const list of byKind.values()) list.sort(compareByPrecedence);
  return {
    all: [...byName.values()],
    list: (kind) => byKind.get(kind) ?? [],
    find: (kind, namespace, name) =>
      byKind.get(kind)?.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace),
  };
}

/** Istio's order where two objects want the same thing: by creation time, then name, then namespace. */
export function compareByPrecedence(a: ConfigResource, b: ConfigResource): number {
  const left = a.metadata;
  const right = b.metadata;
  return (
    (left.creationTimestamp ?? NEVER_CREATED) - (right.creationTimestamp ?? NEVER_CREATED) ||
    compareText(left.name, right.name) ||
    compareText(left.namespace, right.namespace) ||
    a.origin.index - b.origin.index
  );
}

function fullName({ group, kind, metadata }: ConfigResource): string {
  return `${group}/${kind}/${metadata.namespace}/${metadata.name}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
