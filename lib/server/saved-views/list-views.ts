import { type SavedView, VIEW_PAGES } from '../../protocol/api/views';
import type { SavedView as StoredView } from '../store/contract/console-records';
import type { ViewDeps } from './view-deps';

/** The views of a page, by name. */
export async function listViews(
  { views }: Pick<ViewDeps, 'views'>,
  page: SavedView['page'],
): Promise<{ views: SavedView[] }> {
  return { views: (await views.listViews(page)).flatMap(toView) };
}

/** A view as it travels; one of a page that is gone is left out. */
export function toView({ id, name, page, search, createdAtMs }: StoredView): SavedView[] {
  const known = VIEW_PAGES.find((one) => one === page);
  return known === undefined ? [] : [{ id, name, page: known, search, createdAt: createdAtMs }];
}
