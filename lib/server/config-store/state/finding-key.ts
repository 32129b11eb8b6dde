import { keyOfReference } from '../../../mesh/config/config-object';
import type { Finding } from '../../../mesh/rules/finding';

/** Findings by the object they are about. */
export function groupFindings<T extends Finding>(findings: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const finding of findings) {
    const key = keyOfReference(finding.resource);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return groups;
}

/** Says the same thing of the same object: places do not count. */
export function identityOfFinding({ rule, resource, path, message }: Finding): string {
  return JSON.stringify([rule, keyOfReference(resource), path, message]);
}
