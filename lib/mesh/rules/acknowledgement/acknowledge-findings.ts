import { keyOfReference } from '../../config/config-object';
import { type ConfigResource, referenceOf } from '../../config/resource';
import type { Finding } from '../finding';
import { type Acknowledgement, holdsAt, type JudgedFinding } from './acknowledgement';
import { keyOfFinding } from './finding-key';

/** Gives findings their names: those of one configuration, by what stands where they point. */
export function nameFindings(
  findings: readonly Finding[],
  resources: readonly ConfigResource[],
): JudgedFinding[] {
  if (findings.length === 0) return [];
  const byKey = new Map(resources.map((resource) => [keyOfReference(referenceOf(resource)), resource]));
  return findings.map((finding) => ({
    ...finding,
    key: keyOfFinding(finding, byKey.get(keyOfReference(finding.resource))),
  }));
}

/** Marks the findings that are let stand at a moment; one whose acknowledgement has expired is back as it was. */
export function acknowledgeFindings(
  findings: readonly JudgedFinding[],
  acknowledgements: ReadonlyMap<string, Acknowledgement>,
  nowMs: number,
): readonly JudgedFinding[] {
  if (acknowledgements.size === 0) return findings;
  return findings.map((finding) => {
    const acknowledged = acknowledgements.get(finding.key);
    return acknowledged !== undefined && holdsAt(acknowledged, nowMs)
      ? { ...finding, acknowledged }
      : finding;
  });
}
