import { getTracePoints } from '../../protocol/api/traces';
import { spreadTraces } from '../query/spread-traces';
import { handle } from './handler';

export const tracePointsHandler = handle(getTracePoints, ({ query }, request) =>
  spreadTraces(query, request.query),
);
