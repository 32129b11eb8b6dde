import { putView } from '../../protocol/api/views';
import { saveView } from '../saved-views/save-view';
import { handle } from './handler';

export const putViewHandler = handle(putView, ({ views }, { actor, body }) =>
  saveView(views, actor?.subject ?? 'anonymous', body),
);
