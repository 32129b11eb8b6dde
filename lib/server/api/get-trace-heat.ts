import { getTraceHeat } from '../../protocol/api/traces';
import { countTraceHeat } from '../query/count-trace-heat';
import { handle } from './handler';

export const traceHeatHandler = handle(getTraceHeat, ({ query }, request) =>
  countTraceHeat(query, request.query),
);
