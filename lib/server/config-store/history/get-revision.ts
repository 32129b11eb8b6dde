import { unifiedDiff } from '../../../mesh/config/unified-diff';
import type { ConfigRevisionDetail } from '../../../protocol/api/config-history';
import { AppError } from '../../../protocol/app-error';
import type { ConfigDeps } from '../config-deps';
import { describeRevision } from './list-history';

/** One revision with all its texts; fails with `not_found`. */
export async function getRevision({ records }: ConfigDeps, number: string): Promise<ConfigRevisionDetail> {
  const stored = /^\d{1,9}$/.test(number) ? await records.findRevision(Number(number)) : undefined;
  if (stored === undefined) throw new AppError('not_found', `There is no revision ${number}`);
  const revision = describeRevision(stored);
  return {
    ...revision,
    changes: revision.changes.map((change, index) => {
      const { before = null, after = null } = stored.changes[index] ?? {};
      const place = `${change.kind}/${change.namespace}/${change.name}.yaml`;
      return { ...change, before, after, diff: unifiedDiff(before ?? '', after ?? '', place) };
    }),
  };
}
