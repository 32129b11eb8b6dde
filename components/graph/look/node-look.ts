import type { BoxMembers, GraphNode } from '@/lib/mesh/graph/graph';
import { nodeSize } from './scales';
import { type Tone, toneOf } from './tone';

/** The outline of a node: circle, rounded square, rounded triangle, diamond, tag. */
export type NodeShape = 'ellipse' | 'round-rectangle' | 'round-triangle' | 'round-diamond' | 'tag';

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
  /** Of a namespace drawn as one box: how many nodes are in it. */
  count: string;
};

type Looks = { boxed?: NodeLook; plain?: NodeLook };

/** Of a thousand nodes few change from one answer to the next, and those that did not are the same objects. */
const looks = new WeakMap<GraphNode, Looks>();

/** The look of a node; `isBoxed` when a box around it names the namespace. */
export function nodeLook(node: GraphNode, isBoxed: boolean): NodeLook {
  const known = looks.get(node) ?? {};
  looks.set(node, known);
  const name = isBoxed ? 'boxed' : 'plain';
  known[name] ??= makeLook(node, isBoxed);
  return known[name];
}

function makeLook(node: GraphNode, isBoxed: boolean): NodeLook {
  return {
    shape: shapeOf(node),
    size: node.kind === 'namespace' ? BOX_SIZE : nodeSize(node),
    tone: node.isIdle ? 'idle' : toneOf(node.health.status),
    isDashed: node.kind !== 'namespace' && (node.isExternal || node.isOutOfMesh || node.kind === 'unknown'),
    isIdle: node.isIdle,
    title: node.kind === 'unknown' ? 'unknown source' : node.name,
    chip: node.version,
    subtitle: subtitleOf(node, isBoxed),
    errorShare: node.isIdle || node.kind === 'namespace' ? 0 : errorShareOf(node),
    glyph: glyphOf(node),
    count: node.members === undefined ? '' : String(node.members.nodes),
  };
}

/** The side of a namespace drawn as one box, pixels. */
export const BOX_SIZE = 58;

function subtitleOf(node: GraphNode, isBoxed: boolean): string {
  if (node.members !== undefined) return troubleIn(node.members);
  if (node.kind === 'operation') return node.app;
  return isBoxed || node.isExternal || node.kind === 'unknown' ? '' : node.namespace;
}

function troubleIn({ health }: BoxMembers): string {
  const failing = health.Failure ?? 0;
  const degraded = health.Degraded ?? 0;
  if (failing > 0) return `${failing} failing`;
  return degraded > 0 ? `${degraded} degraded` : '';
}

function shapeOf(node: GraphNode): NodeShape {
  if (node.isGateway) return 'round-diamond';
  if (node.kind === 'namespace') return 'round-rectangle';
  if (node.kind === 'workload' || node.kind === 'unknown') return 'ellipse';
  if (node.kind === 'operation') return 'tag';
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
