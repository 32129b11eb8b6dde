import type { ConfigObjectName } from '../../../protocol/api/config';
import type { ConfigDeps } from '../config-deps';
import { keyOfName, requireObject } from '../require-object';
import { type ChangeResult, changeConfig } from './change-config';

/** Deletes one object, with `version` only if it still is that one. */
export async function deleteConfig(
  deps: ConfigDeps,
  author: string,
  name: ConfigObjectName,
  { version, reason, dryRun }: { version?: number | undefined; reason: string; dryRun: boolean },
): Promise<ChangeResult> {
  const key = keyOfName(name);
  requireObject(deps.state, name);
  const expected = version === undefined ? {} : { [key]: version };
  const change = { drafts: [], removals: [key], expected, reason, action: 'delete' as const, dryRun };
  return await changeConfig(deps, author, change);
}
