import { keyOfReference } from '../../../mesh/config/config-object';
import type { ConfigDeps } from '../config-deps';
import { identityOfFinding } from '../state/finding-key';
import { describeFinding, type WireFinding } from '../view/describe-finding';
import type { ChangePlan } from './plan-change';
import { resourcesAfter } from './resources-after';

/** What would be wrong after a change. */
export interface ChangeFindings {
  /** Of the objects that are written; places are those of the text they were sent in. */
  findings: WireFinding[];
  /** Of other objects, because of the change. */
  elsewhere: WireFinding[];
}

/** Judges a planned change as if it were stored beside everything else. */
export async function judgeChange(
  { state, findings }: ConfigDeps,
  plan: ChangePlan,
): Promise<ChangeFindings> {
  const written = new Set(plan.written.map(({ draft }) => draft.key));
  const after = (await findings.of(resourcesAfter(state, plan))).map(describeFinding);
  const before = new Set((await findings.all()).map(identityOfFinding));
  return {
    findings: after.filter((finding) => written.has(keyOfReference(finding.resource))),
    elsewhere: after.filter(
      (finding) => !written.has(keyOfReference(finding.resource)) && !before.has(identityOfFinding(finding)),
    ),
  };
}
