import type { GraphNode } from '@/lib/mesh/graph/graph';
import { nodeSize } from './scales';
import { type Tone, toneOf } from './tone';

/** The outline of a node: circle, rounded square, rounded triangle, diamond. */
export type NodeShape = 'ellipse' | 'round-rectangle' | 'round-triangle' | 'round-diamond';

/** How a node is drawn; equal looks need no repaint. */
export type NodeLook = {
  shape: NodeShape;
  size: number;
  tone: Tone;
  /** Dashed outline: nobody in the mesh speaks for it. */
  isDashed: boolean;
  isIdle: boolean;
  title: string;
  /** Version, or what stands in its place. */
  chip: string;
  /** Namespace, where no box says it. */
  subtitle: string;
  /** Share of failed requests, 0..1. */
  errorShare: number;
  glyph: '' | '?' | 'gateway' | 'external';
};

/** The look of a node; `isBoxed` when a box around it names the namespace. */
export function nodeLook(node: GraphNode, isBoxed: boolean): NodeLook {
  return {
    shape: shapeOf(node),
    size: nodeSize(node),
    tone: node.isIdle ? 'idle' : toneOf(node.health.status),
    isDashed: node.isExternal || node.isOutOfMesh || node.kind === 'unknown',
    isIdle: node.isIdle,
    title: node.kind === 'unknown' ? 'unknown source' : node.name,
    chip: node.version,
    subtitle: isBoxed || node.isExternal || node.kind === 'unknown' ? '' : node.namespace,
    errorShare: node.isIdle ? 0 : errorShareOf(node),
    glyph: glyphOf(node),
  };
}

function shapeOf(node: GraphNode): NodeShape {
  if (node.isGateway) return 'round-diamond';
  if (node.kind === 'workload' || node.kind === 'unknown') return 'ellipse';
  return node.kind === 'app' ? 'round-rectangle' : 'round-triangle';
}

function glyphOf(node: GraphNode): NodeLook['glyph'] {
  if (node.kind === 'unknown') return '?';
  if (node.isGateway) return 'gateway';
  return node.isExternal ? 'external' : '';
}

/** Failed requests as a share of all that came in, or went out where nothing came in. */
function errorShareOf(node: GraphNode): number {
  const rates = Object.keys(node.incoming).length > 0 ? node.incoming : node.outgoing;
  let total = 0;
  let failed = 0;
  for (const side of [rates.http, rates.grpc]) {
    total += side?.rate ?? 0;
    failed += ((side?.rate ?? 0) * (side?.errorPercent ?? 0)) / 100;
  }
  return total === 0 ? 0 : failed / total;
}
