import { putTolerances } from '../../protocol/api/overrides';
import { saveTolerances } from '../overrides/save-tolerances';
import { handle } from './handler';

export const putTolerancesHandler = handle(putTolerances, ({ overrides }, { actor, body }) =>
  saveTolerances(overrides, actor?.subject ?? 'anonymous', body),
);
