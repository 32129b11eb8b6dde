import { getTolerances } from '../../protocol/api/overrides';
import { getTolerances as readTolerances } from '../overrides/get-tolerances';
import { handle } from './handler';

export const getTolerancesHandler = handle(getTolerances, ({ overrides }, { query }) =>
  readTolerances(overrides, query),
);
