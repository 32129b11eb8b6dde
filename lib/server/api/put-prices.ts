import { putPrices } from '../../protocol/api/overrides';
import { savePrices } from '../overrides/save-prices';
import { handle } from './handler';

export const putPricesHandler = handle(putPrices, ({ overrides }, { actor, body }) =>
  savePrices(overrides, actor?.subject ?? 'anonymous', body.prices),
);
