import { HistogramScratch } from '../metrics/histogram-scratch';
import { LATENCY_QUANTILES, nameQuantiles } from '../metrics/latency-quantiles';
import type { EdgeSum } from './edge-sum';
import type { NodeSum } from './node-sum';

/** Sums of so many histograms are kept: adding up fewer again costs no more than finding the sum. */
const WORTH_KEEPING = 3;

/**
 * Works out the quantiles of every node and of the edges into it, in place; one walk, no histogram is made. With `keeps`
 * edges of many series keep their sum, for a later graph in which only others at the same node changed.
 */
export function sumLatencies(nodes: Iterable<NodeSum>, keeps = false): void {
  const ofNode = new HistogramScratch();
  const ofEdge = new HistogramScratch();
  for (const node of nodes) {
    if (node.isMeasured) continue;
    const [only] = node.incomingEdges;
    const isOne = only !== undefined && node.incomingEdges.length === 1;
    for (const edge of node.incomingEdges) {
      if (edge.durations === undefined) measureEdge(edge, ofEdge, isOne ? undefined : ofNode, keeps);
      else if (!isOne) ofNode.addSum(edge.durations);
    }
    node.latency = isOne ? only.latency : nameQuantiles(ofNode.takeQuantiles(LATENCY_QUANTILES));
    node.isMeasured = true;
  }
}

function measureEdge(
  edge: EdgeSum,
  ofEdge: HistogramScratch,
  ofNode: HistogramScratch | undefined,
  keeps: boolean,
): void {
  for (const { point, weight } of edge.series) ofEdge.add(point.latency, weight);
  ofNode?.addScratch(ofEdge);
  if (keeps && edge.series.length >= WORTH_KEEPING) edge.durations = ofEdge.copy();
  edge.latency = nameQuantiles(ofEdge.takeQuantiles(LATENCY_QUANTILES));
}
