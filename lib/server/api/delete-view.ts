import { deleteView } from '../../protocol/api/views';
import { deleteView as remove } from '../saved-views/delete-view';
import { handle } from './handler';

export const deleteViewHandler = handle(deleteView, ({ views }, { actor, params }) =>
  remove(views, actor?.subject ?? 'anonymous', params.id ?? ''),
);
