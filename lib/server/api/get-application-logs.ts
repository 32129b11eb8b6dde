import { getApplicationLogs } from '../../protocol/api/application-logs';
import { searchApplicationLogs } from '../query/search-application-logs';
import { handle } from './handler';

export const applicationLogsHandler = handle(getApplicationLogs, ({ query }, request) =>
  searchApplicationLogs(query, request.query),
);
