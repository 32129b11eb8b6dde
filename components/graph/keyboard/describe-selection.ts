import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { printQuantity } from '@/lib/client/format/quantity';
import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';
import { HEALTH_LABELS } from '../../ui/health';
import type { DrawnGraph } from '../model/drawn-graph';

/** The selection in one sentence, for those who hear it. */
export function describeSelection(graph: DrawnGraph, selected: string | undefined): string {
  const node = graph.nodes.find(({ id }) => id === selected);
  if (node !== undefined) return describeNode(graph, node);
  const edge = graph.edges.find(({ id }) => id === selected);
  if (edge !== undefined) return describeEdge(graph, edge);
  const box = graph.boxes.find(({ id }) => id === selected);
  return box === undefined ? 'Nothing is selected' : `${box.kind} ${box.title}, ${HEALTH_LABELS[box.health]}`;
}

/** What a node is called: name and version. */
export function nodeTitle(node: GraphNode | undefined): string {
  if (node === undefined) return 'unknown';
  if (node.kind === 'unknown') return 'unknown source';
  return node.version === '' ? node.name : `${node.name} ${node.version}`;
}

function describeNode(graph: DrawnGraph, node: GraphNode): string {
  const into = graph.edges.filter(({ target }) => target === node.id).length;
  const out = graph.edges.filter(({ source }) => source === node.id).length;
  const health = node.isIdle ? 'idle' : HEALTH_LABELS[node.health.status];
  return `${nodeTitle(node)}, namespace ${node.namespace}, ${health}, ${countEdges(into)} in, ${countEdges(out)} out`;
}

function countEdges(count: number): string {
  return count === 1 ? '1 edge' : `${count} edges`;
}

function describeEdge(graph: DrawnGraph, edge: GraphEdge): string {
  const source = nodeTitle(graph.nodes.find(({ id }) => id === edge.source));
  const target = nodeTitle(graph.nodes.find(({ id }) => id === edge.target));
  const parts = [`${source} to ${target}`, edge.protocol, HEALTH_LABELS[edge.health.status]];
  if (edge.protocol !== 'tcp') {
    parts.push(
      printQuantity(formatRate(edge.rate)),
      `${printQuantity(formatPercent(edge.errorPercent / 100))} errors`,
    );
  }
  if (edge.latency !== undefined) parts.push(`p95 ${printQuantity(formatDuration(edge.latency.p95))}`);
  return parts.join(', ');
}
