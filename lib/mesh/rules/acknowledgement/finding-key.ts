import { keyOfReference } from '../../config/config-object';
import { parsePath } from '../../config/parse-path';
import type { ConfigResource } from '../../config/resource';
import { valueAt } from '../../config/value-at';
import { hashText } from '../../traffic/hash-text';
import type { Finding } from '../finding';

/**
 * The name of a finding that survives edits elsewhere: rule, object, field (whatever its place in a list), and a digest
 * of what stands there. Lines, places in lists and numbers that were observed may change; what was judged may not.
 */
export function keyOfFinding(
  { rule, resource: named, path, message, about = '', related = [] }: Finding,
  resource: Pick<ConfigResource, 'raw'> | undefined,
): string {
  const value = path === '' ? undefined : valueAt(resource?.raw, parsePath(path));
  const judged = value === undefined ? message : printSorted(value);
  const others = related.map(keyOfReference).sort();
  const text = [judged, about, ...others].join('\n');
  const digest = [0, 1].map((seed) => hashText(text, seed).toString(16).padStart(8, '0')).join('');
  return [rule, keyOfReference(named), fieldOf(path), digest].filter((part) => part !== '').join(' ');
}

/** The path without places in lists: `spec.http[].timeout`. */
function fieldOf(path: string): string {
  return parsePath(path)
    .map((step) => (typeof step === 'number' ? '[]' : step))
    .join('.')
    .replaceAll('.[]', '[]');
}

/** JSON in which the order of fields does not matter. */
function printSorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printSorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${printSorted(field)}`).join(',')}}`;
}
