import { getGraph } from '../../protocol/api/graph';
import { getGraph as readGraph } from '../query/get-graph';
import { handle } from './handler';

export const graphHandler = handle(getGraph, ({ query }, request) => readGraph(query, request.query));
