import { AppError } from '../../protocol/app-error';
import type { ViewDeps } from './view-deps';

/** Forgets a view. */
export async function deleteView(deps: ViewDeps, actor: string, id: string): Promise<Record<string, never>> {
  if (!(await deps.views.deleteView(id)))
    throw new AppError('not_found', 'Cannot forget the view: it is not there any more');
  await deps.audit.appendAudit({
    atMs: deps.now(),
    actor,
    action: 'view.delete',
    target: id,
    details: {},
  });
  return {};
}
