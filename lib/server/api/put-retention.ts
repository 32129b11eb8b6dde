import { putRetention } from '../../protocol/api/console';
import { saveRetention } from '../retention/save-retention';
import { handle } from './handler';

export const putRetentionHandler = handle(putRetention, ({ retention }, { actor, body }) =>
  saveRetention(retention, actor?.subject ?? 'anonymous', body),
);
