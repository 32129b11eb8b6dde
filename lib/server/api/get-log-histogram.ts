import { getLogHistogram } from '../../protocol/api/logs';
import { logHistogram } from '../query/log-histogram';
import { handle } from './handler';

export const logHistogramHandler = handle(getLogHistogram, ({ query }, request) =>
  logHistogram(query, request.query),
);
