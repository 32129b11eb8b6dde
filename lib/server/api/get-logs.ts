import { getLogs } from '../../protocol/api/logs';
import { searchLogs, walkLogs } from '../query/search-logs';
import { handleSteps } from './handler';

export const logsHandler = handleSteps(getLogs, {
  answer: ({ query }, search) => searchLogs(query, search),
  walk: ({ query }, search, signal) => walkLogs(query, search, signal),
});
