import { getTrace } from '../../protocol/api/traces';
import { getTrace as readTrace } from '../query/get-trace';
import { handle } from './handler';

export const traceHandler = handle(getTrace, ({ query }, request) =>
  readTrace(query, request.params.id ?? ''),
);
