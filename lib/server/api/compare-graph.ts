import { compareGraph } from '../../protocol/api/graph-compare';
import { compareGraph as compare } from '../query/compare-graph';
import { handle } from './handler';

export const graphCompareHandler = handle(compareGraph, ({ query }, request) =>
  compare(query, request.query),
);
