import type * as z from 'zod/mini';
import type {
  restoreConfig as endpoint,
  revertConfig as reverting,
} from '../../../protocol/api/config-history';
import { AppError } from '../../../protocol/app-error';
import type { StoredChange } from '../../store/contract/config-records';
import { type ChangeResult, type ConfigChange, changeConfig } from '../change/change-config';
import type { ConfigDeps } from '../config-deps';
import type { Draft } from '../read/draft';
import { readDrafts } from '../read/read-drafts';
import { keyOfName } from '../require-object';

type RestoreInput = z.output<NonNullable<typeof endpoint.body>>;
type RevertInput = z.output<NonNullable<typeof reverting.body>>;

/** Brings the whole mesh back to what it was right after a revision. */
export async function restoreConfig(
  deps: ConfigDeps,
  author: string,
  { revision, reason, dryRun, expectedRevision }: RestoreInput,
): Promise<ChangeResult> {
  requireRevision(deps, revision);
  return await changeConfig(deps, author, async () => {
    requireNewest(deps, expectedRevision);
    const then = (await deps.records.stateAt(revision)).filter(({ after }) => after !== null);
    const keys = new Set(then.map(({ key }) => key));
    const removals = [...deps.state.objects().keys()].filter((key) => !keys.has(key));
    const why = reason === '' ? `Restored revision ${revision}` : reason;
    return { ...(await toChange(then)), removals, expected: {}, reason: why, action: 'restore', dryRun };
  });
}

/** Brings one object back to what it was right after a revision, or deletes it when it was not there then. */
export async function revertConfig(
  deps: ConfigDeps,
  author: string,
  { kind, namespace, name, revision, version, reason, dryRun }: RevertInput,
): Promise<ChangeResult> {
  requireRevision(deps, revision);
  const key = keyOfName({ kind, namespace, name });
  return await changeConfig(deps, author, async () => {
    const [then] = await deps.records.stateAt(revision, key);
    const isStored = deps.state.objects().has(key);
    if (then === undefined && !isStored) {
      throw new AppError(
        'not_found',
        `${kind} ${name} is not in the configuration, nor was it at revision ${revision}`,
      );
    }
    const isGone = (then?.after ?? null) === null;
    return {
      ...(await toChange(then === undefined || isGone ? [] : [then])),
      removals: isGone && isStored ? [key] : [],
      expected: version === undefined ? {} : { [key]: version },
      reason: reason === '' ? `Reverted to revision ${revision}` : reason,
      action: 'revert',
      dryRun,
    };
  });
}

/** What was stored is read like what is sent; the time an object came to be is not in its text. */
async function toChange(
  changes: readonly StoredChange[],
): Promise<Pick<ConfigChange, 'drafts' | 'createdAtMs'>> {
  const drafts: Draft[] = [];
  for (const { after, namespace } of changes) {
    const read = await readDrafts(after ?? '', { file: '', namespace });
    drafts.push(...read.drafts);
  }
  return { drafts, createdAtMs: new Map(changes.map(({ key, createdAtMs }) => [key, createdAtMs])) };
}

function requireRevision({ state }: ConfigDeps, revision: number): void {
  if (revision <= state.revision) return;
  throw new AppError('not_found', `There is no revision ${revision}; the last one is ${state.revision}`);
}

function requireNewest({ state }: ConfigDeps, expected: number | undefined): void {
  if (expected === undefined || expected === state.revision) return;
  const message = `Cannot restore: the mesh is at revision ${state.revision} by now, not at ${expected}`;
  throw new AppError('conflict', message, { revision: state.revision });
}
