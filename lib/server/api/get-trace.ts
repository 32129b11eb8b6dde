import { getTrace } from '../../protocol/api/traces';
import { getOrCollectTrace } from '../collect/get-or-collect-trace';
import { handle } from './handler';

export const traceHandler = handle(getTrace, ({ query, traces }, request) =>
  getOrCollectTrace(query, traces, request.params.id ?? ''),
);
