import { getGraphSigns } from '../../protocol/api/graph-signs';
import { getGraphSigns as readSigns } from '../graph-signs/get-graph-signs';
import { handle } from './handler';

export const graphSignsHandler = handle(getGraphSigns, ({ query, config, rollouts }, request) =>
  readSigns(query, config, rollouts, request.query),
);
