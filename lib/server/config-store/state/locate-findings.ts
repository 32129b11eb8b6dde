import { keyOfReference } from '../../../mesh/config/config-object';
import { type ConfigResource, referenceOf } from '../../../mesh/config/resource';
import type { Finding } from '../../../mesh/rules/finding';

/** Gives findings their places in the texts of their objects; those that are shown, as it takes reading the texts. */
export function locateFindings<T extends Finding>(
  findings: readonly T[],
  resources: readonly ConfigResource[],
): T[] {
  const wanted = new Set(findings.map(({ resource }) => keyOfReference(resource)));
  const byKey = new Map<string, ConfigResource>();
  for (const resource of wanted.size === 0 ? [] : resources) {
    const key = keyOfReference(referenceOf(resource));
    if (wanted.has(key)) byKey.set(key, resource);
  }
  return findings.map((finding) => {
    if (finding.position !== undefined) return finding;
    const position = byKey.get(keyOfReference(finding.resource))?.origin.locate(finding.path);
    return position === undefined ? finding : { ...finding, position };
  });
}
