import { getOperations } from '../../protocol/api/overrides';
import { listOperations } from '../query/list-operations';
import { handle } from './handler';

export const getOperationsHandler = handle(getOperations, ({ query: context }, { query }) =>
  listOperations(context, query),
);
