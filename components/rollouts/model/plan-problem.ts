/** What is still missing in a plan, by the path of the first field that is not as it must be. */
export function describePlanProblem(
  issue: { path: readonly PropertyKey[]; message: string } | undefined,
): string {
  if (issue === undefined) return 'Something is still missing.';
  const [list, index, field] = issue.path;
  const number = typeof index === 'number' ? index + 1 : 1;
  if (list === 'sticky') return `The cookie of users who stay is not complete: ${String(index)}.`;
  if (list === 'steps' && index === undefined) return 'A plan needs a step.';
  if (list === 'steps') return `Step ${number} is not complete: ${String(field)}.`;
  if (list === 'gates') return `Gate ${number} is not complete: ${String(field)}.`;
  return `Not complete: ${issue.path.map(String).join(', ')}.`;
}
