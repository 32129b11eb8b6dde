import type { EdgeProtocol, GraphNode } from '@/lib/mesh/graph/graph';

/** Bytes a second that weigh as much as one request a second. */
const BYTES_A_REQUEST = 1_000;

/** Traffic on one scale for all protocols: requests a second, kilobytes a second for tcp. */
export function weightOf(rate: number, protocol: EdgeProtocol): number {
  return protocol === 'tcp' ? rate / BYTES_A_REQUEST : rate;
}

export const NODE_SIZE = { least: 32, most: 46 } as const;

/** The diameter of a node by what comes in (or goes out, where nothing does): logarithmic, in steps so that it rarely changes. */
export function nodeSize(node: GraphNode): number {
  const incoming = totalWeight(node.incoming);
  const weight = incoming > 0 ? incoming : totalWeight(node.outgoing);
  const size = NODE_SIZE.least + 5 * Math.log10(1 + weight);
  return Math.min(NODE_SIZE.most, Math.round(size / 2) * 2);
}

/** The width of an edge by its rate: logarithmic, in half pixels. */
export function edgeWidth(rate: number, protocol: EdgeProtocol): number {
  const width = 1.25 + 1.1 * Math.log10(1 + weightOf(rate, protocol));
  return Math.min(5, Math.round(width * 2) / 2);
}

function totalWeight(rates: GraphNode['incoming']): number {
  return (
    weightOf(rates.http?.rate ?? 0, 'http') +
    weightOf(rates.grpc?.rate ?? 0, 'grpc') +
    weightOf(rates.tcp?.rate ?? 0, 'tcp')
  );
}
