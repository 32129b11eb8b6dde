import { nameSome } from '../../../mesh/rules/name-some';
import { AppError } from '../../../protocol/app-error';
import type { StoredObject } from '../../store/contract/config-records';
import type { Draft } from '../read/draft';

/** What somebody wants to become of the configuration. */
export interface WantedChange {
  drafts: readonly Draft[];
  /** Keys. */
  removals: readonly string[];
  /** By key the version a change is based on; 0 for "must not be there yet". */
  expected: Readonly<Record<string, number>>;
}

/** What becomes of one object that is written. */
export interface PlannedDraft {
  draft: Draft;
  before: StoredObject | undefined;
  outcome: 'created' | 'updated' | 'unchanged';
}

/** An object that changed since the person looked at it. */
export interface StaleObject {
  key: string;
  expectedVersion: number;
  stored: StoredObject | undefined;
  draft: Draft | undefined;
}

/** What a change comes to, given what is stored. */
export interface ChangePlan {
  written: PlannedDraft[];
  deleted: StoredObject[];
  stale: StaleObject[];
}

/** Holds a wanted change against what is stored; fails with `not_found` when something to delete is not there. */
export function planChange(stored: ReadonlyMap<string, StoredObject>, wanted: WantedChange): ChangePlan {
  const written = wanted.drafts.map((draft) => planDraft(stored.get(draft.key), draft));
  const keys = new Set(wanted.drafts.map(({ key }) => key));
  const removals = [...new Set(wanted.removals)].filter((key) => !keys.has(key));
  const stale = [...keys, ...removals].flatMap((key) => findStale(key, stored.get(key), wanted));
  const isStale = new Set(stale.map(({ key }) => key));
  const deleted = removals
    .filter((key) => !isStale.has(key))
    .map((key) => stored.get(key) ?? refuseDeletion(key, stored));
  return { written, deleted, stale };
}

function planDraft(before: StoredObject | undefined, draft: Draft): PlannedDraft {
  if (before === undefined) return { draft, before, outcome: 'created' };
  return { draft, before, outcome: before.yaml === draft.yaml ? 'unchanged' : 'updated' };
}

function findStale(key: string, stored: StoredObject | undefined, wanted: WantedChange): StaleObject[] {
  const expectedVersion = wanted.expected[key];
  if (expectedVersion === undefined || expectedVersion === (stored?.version ?? 0)) return [];
  return [{ key, expectedVersion, stored, draft: wanted.drafts.find((draft) => draft.key === key) }];
}

function refuseDeletion(key: string, stored: ReadonlyMap<string, StoredObject>): never {
  const [group, kind, namespace, name] = key.split('/');
  const place = namespace === '' ? name : `${namespace}/${name}`;
  const elsewhere = [...stored.keys()].flatMap((other) => {
    const [otherGroup, otherKind, where = '', otherName] = other.split('/');
    return otherGroup === group && otherKind === kind && otherName === name ? [where] : [];
  });
  const hint = elsewhere.length === 0 ? '' : `; there is one in ${nameSome(elsewhere.sort())}`;
  throw new AppError('not_found', `Cannot delete ${kind} ${place}: it is not in the configuration${hint}`);
}
