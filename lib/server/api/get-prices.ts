import { getPrices } from '../../protocol/api/overrides';
import { describePrices } from '../overrides/save-prices';
import { handle } from './handler';

export const getPricesHandler = handle(getPrices, ({ overrides }) => describePrices(overrides));
