import { putOperations } from '../../protocol/api/overrides';
import { saveOperations } from '../overrides/save-operations';
import { handle } from './handler';

export const putOperationsHandler = handle(putOperations, ({ overrides }, { actor, body }) =>
  saveOperations(overrides, actor?.subject ?? 'anonymous', body),
);
