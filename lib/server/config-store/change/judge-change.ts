import { keyOfReference } from '../../../mesh/config/config-object';
import type { JudgedFinding } from '../../../mesh/rules/acknowledgement/acknowledgement';
import type { ConfigDeps } from '../config-deps';
import { identityOfFinding } from '../state/finding-key';
import { locateFindings } from '../state/locate-findings';
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
  const resources = resourcesAfter(state, plan);
  const after = await findings.of(resources);
  const before = new Set((await findings.all()).map(identityOfFinding));
  const isWritten = ({ resource }: JudgedFinding) => written.has(keyOfReference(resource));
  const shown = (list: readonly JudgedFinding[]) => locateFindings(list, resources).map(describeFinding);
  return {
    findings: shown(after.filter(isWritten)),
    elsewhere: shown(
      after.filter((finding) => !isWritten(finding) && !before.has(identityOfFinding(finding))),
    ),
  };
}
