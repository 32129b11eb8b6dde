import type { Finding } from '../../../mesh/rules/finding';
import type { ConfigDeps } from '../config-deps';
import { identityOfFinding, keyOfReference } from '../state/finding-key';
import type { ChangePlan } from './plan-change';

/** What would be wrong after a change. */
export interface ChangeFindings {
  /** Of the objects that are written; places are those of the text they were sent in. */
  findings: Finding[];
  /** Of other objects, because of the change. */
  elsewhere: Finding[];
}

/** Judges a planned change as if it were stored beside everything else. */
export async function judgeChange(
  { state, findings }: ConfigDeps,
  plan: ChangePlan,
): Promise<ChangeFindings> {
  const written = new Set(plan.written.map(({ draft }) => draft.key));
  const gone = new Set(plan.deleted.map(({ key }) => key));
  const keys = [...state.objects().keys()];
  const kept = state.resources().filter((_, index) => {
    const key = keys[index] ?? '';
    return !written.has(key) && !gone.has(key);
  });
  const proposed = plan.written.map(({ draft, before }) =>
    before === undefined ? draft.resource : withCreation(draft.resource, before.createdAtMs),
  );
  const after = await findings.of([...kept, ...proposed]);
  const before = new Set((await findings.all()).map(identityOfFinding));
  return {
    findings: after.filter((finding) => written.has(keyOfReference(finding.resource))),
    elsewhere: after.filter(
      (finding) => !written.has(keyOfReference(finding.resource)) && !before.has(identityOfFinding(finding)),
    ),
  };
}

/** An object that is there already keeps its place in the order of precedence. */
function withCreation<R extends { metadata: object }>(resource: R, creationTimestamp: number): R {
  return { ...resource, metadata: { ...resource.metadata, creationTimestamp } };
}
