import type { ConflictDetails } from '../../../protocol/api/config-changes';
import { AppError } from '../../../protocol/app-error';
import type { ConfigRecords } from '../../store/contract/config-records';
import type { StaleObject } from './plan-change';

/** The refusal of a change that is based on what is no longer stored, with the texts of a three-way diff. */
export async function describeConflicts(
  records: ConfigRecords,
  stale: readonly StaleObject[],
): Promise<AppError> {
  const conflicts = await Promise.all(stale.map((one) => describeConflict(records, one)));
  const [first] = conflicts;
  const names =
    conflicts.length === 1 && first !== undefined
      ? `${first.kind} ${first.name}`
      : `${conflicts.length} objects`;
  const details: ConflictDetails = { conflicts };
  return new AppError('conflict', `Cannot save ${names}: changed by somebody else in the meantime`, details);
}

async function describeConflict(
  records: ConfigRecords,
  { key, expectedVersion, stored, draft }: StaleObject,
): Promise<ConflictDetails['conflicts'][number]> {
  const [, kind = '', namespace = '', name = ''] = key.split('/');
  const base = expectedVersion === 0 ? undefined : await records.findVersion(key, expectedVersion);
  const { items } = await records.listRevisions({ key, limit: 1 });
  const last = items[0];
  return {
    ...{ key, kind: stored?.kind ?? draft?.kind ?? kind, namespace, name, expectedVersion },
    version: stored?.version ?? 0,
    author: last?.author ?? '',
    at: last?.atMs ?? 0,
    reason: last?.reason ?? '',
    base: base?.after ?? null,
    theirs: stored?.yaml ?? null,
    yours: draft?.yaml ?? null,
  };
}
