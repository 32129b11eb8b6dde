import { getViews } from '../../protocol/api/views';
import { listViews } from '../saved-views/list-views';
import { handle } from './handler';

export const getViewsHandler = handle(getViews, ({ views }, { query }) => listViews(views, query.page));
