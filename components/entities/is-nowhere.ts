import type { EntityKind } from './entity-kind';

type Named = { kind: string; namespace: string; name: string };

type Sought = { kind: EntityKind; namespace: string; name: string };

/** Whether the mesh has nothing of that name, now or ever: then its page has nothing to show. */
export function isNowhere(sought: Sought, names: readonly Named[] | undefined): boolean {
  if (names === undefined) return false;
  const { kind, namespace, name } = sought;
  return !names.some((one) => one.kind === kind && one.namespace === namespace && one.name === name);
}
