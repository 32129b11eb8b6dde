import { formatByteRate } from '@/lib/client/format/format-bytes';
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
  const title = `${nodeTitle(node)}, ${node.kind}`;
  const why = node.health.reason === undefined ? health : `${health}: ${node.health.reason}`;
  const { http, grpc } = node.incoming;
  const asked = (http?.rate ?? 0) + (grpc?.rate ?? 0);
  const rate = asked === 0 ? [] : [`${printQuantity(formatRate(asked))} come in`];
  const signs = node.isOutOfMesh && node.kind !== 'unknown' && !node.isExternal ? ['without a sidecar'] : [];
  const edges = [`${countEdges(into)} in`, `${countEdges(out)} out`];
  return [title, `namespace ${node.namespace}`, why, ...rate, ...signs, ...edges].join(', ');
}

function countEdges(count: number): string {
  return count === 1 ? '1 edge' : `${count} edges`;
}

function describeEdge(graph: DrawnGraph, edge: GraphEdge): string {
  const source = nodeTitle(graph.nodes.find(({ id }) => id === edge.source));
  const target = nodeTitle(graph.nodes.find(({ id }) => id === edge.target));
  const parts = [`${source} to ${target}`, edge.protocol, HEALTH_LABELS[edge.health.status]];
  if (edge.protocol === 'tcp') parts.push(printQuantity(formatByteRate(edge.rate)));
  else {
    parts.push(
      printQuantity(formatRate(edge.rate)),
      `${printQuantity(formatPercent(edge.errorPercent / 100))} errors`,
    );
  }
  if (edge.latency !== undefined) parts.push(`p95 ${printQuantity(formatDuration(edge.latency.p95))}`);
  if (edge.mtlsPercent !== null) parts.push(mtlsWords(edge.mtlsPercent));
  return parts.join(', ');
}

function mtlsWords(percent: number): string {
  if (percent >= 100) return 'mutual TLS';
  return percent === 0 ? 'plain text' : `${Math.round(percent)} percent over mutual TLS`;
}
