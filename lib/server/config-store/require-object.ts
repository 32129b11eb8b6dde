import { CONFIG_KINDS } from '../../mesh/config/kinds';
import { type ConfigObjectName, kindNameSchema } from '../../protocol/api/config';
import { AppError } from '../../protocol/app-error';
import type { StoredObject } from '../store/contract/config-records';
import type { ConfigState } from './state/config-state';

/** `configKey` of a name, whatever the version. */
export function keyOfName({ kind, namespace, name }: ConfigObjectName): string {
  const known = CONFIG_KINDS[kind];
  return `${known.group}/${known.kind}/${namespace}/${name}`;
}

/** The name in a path: a cluster-scoped object has `-` for its namespace. */
export function readObjectName(params: Readonly<Record<string, string>>): ConfigObjectName {
  const { kind = '', namespace = '', name = '' } = params;
  const known = kindNameSchema.safeParse(kind);
  if (!known.success) throw new AppError('not_found', `There is no kind "${kind}"`);
  return { kind: known.data, namespace: namespace === '-' ? '' : namespace, name };
}

/** What is stored under a name; fails with `not_found`. */
export function requireObject(state: ConfigState, name: ConfigObjectName): StoredObject {
  const stored = state.objects().get(keyOfName(name));
  if (stored !== undefined) return stored;
  const place = name.namespace === '' ? name.name : `${name.namespace}/${name.name}`;
  throw new AppError('not_found', `${name.kind} ${place} is not in the configuration`);
}
