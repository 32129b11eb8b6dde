import type { GraphNode } from '@/lib/mesh/graph/graph';

/** Requests of one side of a node, http and grpc together. */
export function nodeTraffic(side: GraphNode['incoming']): {
  rate: number;
  errorPercent: number;
  tcpBytes: number;
} {
  const parts = [side.http, side.grpc].filter((part) => part !== undefined);
  const rate = parts.reduce((sum, part) => sum + part.rate, 0);
  const failed = parts.reduce((sum, part) => sum + (part.rate * part.errorPercent) / 100, 0);
  return { rate, errorPercent: rate === 0 ? 0 : (100 * failed) / rate, tcpBytes: side.tcp?.rate ?? 0 };
}

/** Without traffic there is nothing to judge, unless something else is wrong: idle is the word everywhere. */
export function shownHealth({ health, isIdle }: GraphNode): GraphNode['health']['status'] {
  return isIdle && health.status === 'Healthy' ? 'NA' : health.status;
}
