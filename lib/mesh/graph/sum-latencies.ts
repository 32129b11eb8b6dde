import { HistogramScratch } from '../metrics/histogram-scratch';
import { LATENCY_QUANTILES, nameQuantiles } from '../metrics/latency-quantiles';
import type { NodeSum } from './node-sum';

/** Works out the quantiles of every node and of the edges into it, in place; one walk, no histogram is made. */
export function sumLatencies(nodes: Iterable<NodeSum>): void {
  const ofNode = new HistogramScratch();
  const ofEdge = new HistogramScratch();
  for (const node of nodes) {
    if (node.isMeasured) continue;
    const { incomingEdges } = node;
    for (const edge of incomingEdges) {
      for (const { point, weight } of edge.series) ofEdge.add(point.latency, weight);
      if (incomingEdges.length > 1) ofNode.addScratch(ofEdge);
      edge.latency = nameQuantiles(ofEdge.takeQuantiles(LATENCY_QUANTILES));
    }
    const [only] = incomingEdges;
    node.latency =
      incomingEdges.length === 1 ? only?.latency : nameQuantiles(ofNode.takeQuantiles(LATENCY_QUANTILES));
    node.isMeasured = true;
  }
}
