import { getPrices } from '../../protocol/api/overrides';
import { handle } from './handler';

export const getPricesHandler = handle(getPrices, ({ overrides }) => overrides.overrides.prices);
