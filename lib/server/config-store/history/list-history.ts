import type * as z from 'zod/mini';
import type { ConfigRevision, listConfigHistory } from '../../../protocol/api/config-history';
import { AppError } from '../../../protocol/app-error';
import type { StoredChange, StoredRevision } from '../../store/contract/config-records';
import type { ConfigDeps } from '../config-deps';
import { keyOfName } from '../require-object';

type HistoryQuery = z.output<typeof listConfigHistory.query>;

/** The revisions of the mesh, or of one object, newest first. */
export async function listHistory(
  { records }: ConfigDeps,
  { kind, namespace = '', name, cursor, limit }: HistoryQuery,
): Promise<z.output<typeof listConfigHistory.response>> {
  if ((kind === undefined) !== (name === undefined)) {
    throw new AppError('bad_request', 'Cannot read the history of one object: give its kind and its name');
  }
  const page = await records.listRevisions({
    limit,
    ...(kind === undefined || name === undefined ? {} : { key: keyOfName({ kind, namespace, name }) }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  return { revisions: page.items.map(describeRevision), nextCursor: page.nextCursor ?? null };
}

/** A revision as it travels, without texts. */
export function describeRevision(stored: StoredRevision & { changes: StoredChange[] }): ConfigRevision {
  const { atMs, changes, ...revision } = stored;
  return {
    ...revision,
    at: atMs,
    changes: changes.map(({ key, kind, namespace, name, change, version }) => ({
      ...{ key, kind, namespace, name, change, version },
    })),
  };
}
