import type { SavedView, ViewDraft } from '../../protocol/api/views';
import { AppError } from '../../protocol/app-error';
import { toView } from './list-views';
import type { ViewDeps } from './view-deps';

/** More would be no choice any more. */
export const MOST_VIEWS = 100;

/** Keeps a view; everybody who opens the page finds it. */
export async function saveView(deps: ViewDeps, actor: string, draft: ViewDraft): Promise<SavedView> {
  const known = await deps.views.listViews(draft.page);
  if (known.length >= MOST_VIEWS && !known.some(({ name }) => name === draft.name))
    throw new AppError('conflict', `Cannot keep the view "${draft.name}": there are ${MOST_VIEWS} already`);
  const [view] = toView(await deps.views.saveView(draft));
  if (view === undefined) throw new AppError('internal', `Cannot read back the view "${draft.name}"`);
  await deps.audit.appendAudit({
    atMs: deps.now(),
    actor,
    action: 'view.save',
    target: `${draft.page}/${draft.name}`,
    details: { search: draft.search },
  });
  return view;
}
