import { configKey } from '../../../mesh/config/config-object';
import type { ResourceReference } from '../../../mesh/config/resource';
import type { Finding } from '../../../mesh/rules/finding';

/** `configKey` of the object that a finding is about. */
export function keyOfReference({ apiVersion, kind, namespace, name }: ResourceReference): string {
  return configKey({ apiVersion, kind, metadata: { namespace, name } });
}

/** Findings by the object they are about. */
export function groupFindings(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
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
