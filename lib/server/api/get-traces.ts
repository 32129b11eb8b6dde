import { getTraces } from '../../protocol/api/traces';
import { searchTraces, walkTraces } from '../query/search-traces';
import { handleSteps } from './handler';

export const tracesHandler = handleSteps(getTraces, {
  answer: ({ query }, search) => searchTraces(query, search),
  walk: ({ query }, search, signal) => walkTraces(query, search, signal),
});
