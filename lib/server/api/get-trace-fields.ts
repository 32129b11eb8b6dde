import { getTraceFields } from '../../protocol/api/traces';
import { listTraceFields } from '../query/list-trace-fields';
import { handle } from './handler';

export const traceFieldsHandler = handle(getTraceFields, ({ query }, request) =>
  listTraceFields(query, request.query),
);
