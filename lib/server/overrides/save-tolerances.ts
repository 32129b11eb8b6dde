import { type ObjectTolerances, subjectKey, toleranceProblem } from '../../mesh/health/object-tolerances';
import { findPatternProblem } from '../../mesh/health/tolerance';
import type { TolerancesAnswer } from '../../protocol/api/overrides';
import { AppError } from '../../protocol/app-error';
import { changeOverrides, MOST_OVERRIDES } from './change-overrides';
import { getTolerances } from './get-tolerances';
import type { OverrideDeps } from './override-deps';

/** Sets by what one object is judged; an empty list takes back what was set. */
export async function saveTolerances(
  deps: OverrideDeps,
  actor: string,
  input: ObjectTolerances,
): Promise<TolerancesAnswer> {
  const target = `${input.kind} ${input.namespace}/${input.name}`;
  for (const tolerance of input.tolerances) {
    const problem = toleranceProblem(tolerance) ?? findPatternProblem(tolerance);
    if (problem !== undefined)
      throw new AppError('bad_request', `Cannot set the tolerances of ${target}: ${problem}`);
  }
  const key = subjectKey(input);
  const before = deps.overrides.tolerances;
  const others = before.filter((one) => subjectKey(one) !== key);
  const after = input.tolerances.length === 0 ? others : [...others, input];
  if (after.length > MOST_OVERRIDES)
    throw new AppError('conflict', `Cannot set more tolerances: ${MOST_OVERRIDES} objects have some already`);
  await changeOverrides(deps, 'tolerances', after, {
    actor,
    action: 'tolerances.update',
    target,
    before: before.find((one) => subjectKey(one) === key)?.tolerances ?? [],
    after: input.tolerances,
  });
  return getTolerances(deps, input);
}
