import { templateProblem } from '../../mesh/metrics/operation-template';
import type { ServiceOperations } from '../../mesh/metrics/service-operations';
import { AppError } from '../../protocol/app-error';
import { changeOverrides, MOST_OVERRIDES } from './change-overrides';
import type { OverrideDeps } from './override-deps';

/** Sets the path templates of a service; agents hear of them at once. An empty list goes back to what is learnt. */
export async function saveOperations(
  deps: OverrideDeps,
  actor: string,
  { namespace, name, templates }: ServiceOperations,
): Promise<{ templates: string[] }> {
  const target = `${namespace}/${name}`;
  for (const template of templates) {
    const problem = templateProblem(template);
    if (problem !== undefined)
      throw new AppError('bad_request', `Cannot take the template "${template}": ${problem}`);
  }
  const input = { namespace, name, templates: [...new Set(templates)] };
  const isSame = (one: ServiceOperations) => one.namespace === namespace && one.name === name;
  const before = deps.overrides.operations;
  const others = before.filter((one) => !isSame(one));
  const after = templates.length === 0 ? others : [...others, input];
  if (after.length > MOST_OVERRIDES)
    throw new AppError(
      'conflict',
      `Cannot take more templates: ${MOST_OVERRIDES} services have some already`,
    );
  await changeOverrides(deps, 'operations', after, {
    actor,
    action: 'operations.update',
    target,
    before: before.find(isSame)?.templates ?? [],
    after: input.templates,
  });
  deps.registry.setOperations(after);
  return { templates: input.templates };
}
