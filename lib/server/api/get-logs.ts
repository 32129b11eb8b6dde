import { getLogs } from '../../protocol/api/logs';
import { searchLogs } from '../query/search-logs';
import { handle } from './handler';

export const logsHandler = handle(getLogs, ({ query }, request) => searchLogs(query, request.query));
