import { formatByteRate } from '@/lib/client/format/format-bytes';
import { formatCost } from '@/lib/client/format/format-cost';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatMessageRate } from '@/lib/client/format/format-message-rate';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { printQuantity, type Quantity } from '@/lib/client/format/quantity';
import type { GraphEdge } from '@/lib/mesh/graph/graph';
import { edgeWidth } from './scales';
import { type Tone, toneOf } from './tone';

/** What an edge's plate may say. */
export const EDGE_LABELS = ['rate', 'share', 'p50', 'p95', 'p99', 'throughput', 'messages', 'cost'] as const;
export type EdgeLabel = (typeof EDGE_LABELS)[number];

/** A piece of a plate's text. */
export type PlatePart = { text: string; tone: Tone | 'text' };

/** How an edge is drawn; equal looks need no repaint. */
export type EdgeLook = {
  width: number;
  tone: Tone;
  line: 'solid' | 'dashed' | 'dotted';
  plate: readonly PlatePart[];
  /** Closed: all over mutual TLS. Open: some of it is not. */
  lock: '' | 'closed' | 'open';
};

export function edgeLook(edge: GraphEdge, labels: readonly EdgeLabel[]): EdgeLook {
  return {
    width: edgeWidth(edge.rate, edge.protocol),
    tone: edge.isIdle ? 'idle' : toneOf(edge.health.status),
    line: edge.isIdle ? 'dotted' : edge.protocol === 'tcp' ? 'dashed' : 'solid',
    plate: edge.isIdle ? [] : plateOf(edge, labels),
    lock: lockOf(edge.mtlsPercent),
  };
}

/** The look among many boxes: what is in trouble stands out, the rest is a thin line without a plate. */
export function quietLook(edge: GraphEdge, labels: readonly EdgeLabel[]): EdgeLook {
  const look = edgeLook(edge, labels);
  if (look.tone === 'failing' || look.tone === 'degraded') return { ...look, lock: '' };
  return { ...look, width: 1, tone: 'idle', plate: [], lock: '' };
}

/** What a plate says: the chosen numbers, and the share of errors whenever the edge is in trouble. */
export function plateOf(edge: GraphEdge, labels: readonly EdgeLabel[]): readonly PlatePart[] {
  const parts = labels.flatMap((label): PlatePart[] => {
    const quantity = quantityOf(edge, label);
    return quantity === undefined
      ? []
      : [{ text: `${prefixOf(label, labels)}${printQuantity(quantity)}`, tone: 'text' }];
  });
  const tone = toneOf(edge.health.status);
  const isTroubled = tone === 'failing' || tone === 'degraded';
  if (labels.length > 0 && isTroubled && edge.errorPercent > 0) {
    parts.push({ text: `${printQuantity(formatPercent(edge.errorPercent / 100))} err`, tone });
  }
  return parts;
}

function quantityOf(edge: GraphEdge, label: EdgeLabel): Quantity | undefined {
  switch (label) {
    case 'rate':
      return edge.protocol === 'tcp' ? formatByteRate(edge.rate) : formatRate(edge.rate);
    case 'share':
      return formatPercent(edge.sharePercent / 100);
    case 'throughput':
      return formatByteRate(edge.requestBytes + edge.responseBytes);
    case 'messages':
      return edge.messages && formatMessageRate(edge.messages.requests + edge.messages.responses);
    case 'cost':
      return edge.cost && formatCost(edge.cost);
    case 'p50':
    case 'p95':
    case 'p99':
      return edge.latency === undefined ? undefined : formatDuration(edge.latency[label]);
    default:
      return label satisfies never;
  }
}

/** Quantiles and shares say what they are when they are not alone. */
function prefixOf(label: EdgeLabel, labels: readonly EdgeLabel[]): string {
  return label.startsWith('p') && labels.length > 1 ? `${label} ` : '';
}

function lockOf(mtlsPercent: number | null): EdgeLook['lock'] {
  if (mtlsPercent === null || mtlsPercent === 0) return '';
  return mtlsPercent >= 100 ? 'closed' : 'open';
}
