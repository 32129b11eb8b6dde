import type * as z from 'zod/mini';
import type { ParseProblem } from '../../../mesh/config/parse-resources';
import type { ChangedObject, validateConfig as endpoint } from '../../../protocol/api/config-changes';
import type { ConfigDeps } from '../config-deps';
import { readDrafts } from '../read/read-drafts';
import { keyOfName } from '../require-object';
import { describeChange } from './describe-change';
import { type ChangeFindings, judgeChange } from './judge-change';
import { planChange } from './plan-change';

type ValidateInput = z.output<NonNullable<typeof endpoint.body>>;

/** Judges YAML as if it were stored; what cannot be read is a problem, and the rest is judged all the same. */
export async function validateConfig(
  deps: ConfigDeps,
  { yaml, file, namespace, remove }: ValidateInput,
): Promise<ChangeFindings & { problems: ParseProblem[]; objects: ChangedObject[] }> {
  const { drafts, skipped, problems } = await readDrafts(yaml, { file, namespace });
  const stored = deps.state.objects();
  const removals = remove.map(keyOfName).filter((key) => stored.has(key));
  const plan = planChange(stored, { drafts, removals, expected: {} });
  return {
    problems,
    objects: describeChange(plan, skipped, new Map(), false),
    ...(await judgeChange(deps, plan)),
  };
}
