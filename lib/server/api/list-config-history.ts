import { listConfigHistory } from '../../protocol/api/config-history';
import { listHistory } from '../config-store/history/list-history';
import { handle } from './handler';

export const listConfigHistoryHandler = handle(listConfigHistory, ({ config }, { query }) =>
  listHistory(config, query),
);
