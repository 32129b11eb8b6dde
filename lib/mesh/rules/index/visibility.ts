import type { ConfigResource } from '../../config/resource';
import { namespaceOf } from '../read/read-spec';

/** The namespaces that `exportTo` names, `*` for all; nothing written means all. */
export function scopesOf(exportTo: readonly string[] | undefined, namespace: string): ReadonlySet<string> {
  if (exportTo === undefined || exportTo.length === 0 || exportTo.includes('*')) return new Set(['*']);
  return new Set(
    exportTo.filter((scope) => scope !== '~').map((scope) => (scope === '.' ? namespace : scope)),
  );
}

/** Whether something exported to `scopes` can be used in a namespace. */
export function isVisibleIn(scopes: ReadonlySet<string>, namespace: string): boolean {
  return scopes.has('*') || scopes.has(namespace);
}

/** Whether two sets of scopes share a namespace. */
export function scopesMeet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.has('*') || b.has('*') || [...a].some((scope) => b.has(scope));
}

/** Whether a VirtualService, DestinationRule or ServiceEntry takes effect for workloads of a namespace. */
export function isExportedTo(
  resource: ConfigResource,
  namespace: string,
  defaultExportTo: readonly string[],
): boolean {
  const { exportTo } = (resource.spec ?? {}) as { exportTo?: unknown };
  const written = Array.isArray(exportTo) && exportTo.length > 0 ? exportTo.map(String) : defaultExportTo;
  return isVisibleIn(scopesOf(written, namespaceOf(resource)), namespace);
}
