import type { ConfigResource } from '../config/resource';
import { checkFields } from './fields/check-fields';
import type { Finding } from './finding';
import { unsuppressedCodes } from './suppression';

const known = new WeakMap<ConfigResource, readonly Finding[]>();

/** What is wrong with an object taken by itself; looked for once, as objects never change. */
export function fieldFindings(resource: ConfigResource): readonly Finding[] {
  const before = known.get(resource);
  if (before !== undefined) return before;
  const findings = checkFields(resource).flatMap((finding) => {
    const codes = unsuppressedCodes(resource, finding.rule, finding.codes);
    return codes === undefined ? [] : [{ ...finding, codes }];
  });
  known.set(resource, findings);
  return findings;
}
