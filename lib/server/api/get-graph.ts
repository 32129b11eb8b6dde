import { getGraph } from '../../protocol/api/graph';
import { shareGraph } from '../query/share-graph';
import { handle } from './handler';
import { createPrintGraph } from './print-graph';

const printGraph = createPrintGraph();

export const graphHandler = handle(
  getGraph,
  ({ query }, request) => shareGraph(query, request.query),
  (graph, { query }) => {
    // Only what ends now is asked for again and again.
    const isLive = query.from === undefined && query.to === undefined;
    return isLive ? printGraph(graph, JSON.stringify(query)) : JSON.stringify(graph);
  },
);
