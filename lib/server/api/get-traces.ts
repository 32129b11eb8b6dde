import { getTraces } from '../../protocol/api/traces';
import { searchTraces } from '../query/search-traces';
import { handle } from './handler';

export const tracesHandler = handle(getTraces, ({ query }, request) => searchTraces(query, request.query));
