import { createEdgeSum, type EdgeSum } from '../edge-sum';
import { formatEdge } from '../node-id';
import type { NodeIdentity } from '../node-identity';
import { createNodeSum, type NodeSum, sumNodes } from '../node-sum';
import type { FindBox } from './graph-fold';
import { mergeEdge } from './merge-edge';

/** What a folded namespace holds. */
export interface Box {
  members: NodeSum[];
  /** Edges between members. */
  inside: EdgeSum[];
}

/** Sums with folded namespaces as nodes. */
export interface FoldedSums {
  edges: ReadonlyMap<string, EdgeSum>;
  nodes: ReadonlyMap<string, NodeSum>;
  /** By the id of the box's node. */
  boxes: Map<string, Box>;
  /** The edges a folded edge stands for, by its id. */
  parts: Map<string, EdgeSum[]>;
}

/** Replaces the members of folded namespaces by one node each, and their edges by one edge a neighbour and protocol. */
export function foldSums(
  sums: { edges: ReadonlyMap<string, EdgeSum>; nodes: ReadonlyMap<string, NodeSum> },
  findBox: FindBox,
): FoldedSums {
  const boxes = new Map<string, Box>();
  const identities = new Map<string, NodeIdentity>();
  for (const sum of sums.nodes.values()) {
    const box = findBox(sum.identity);
    if (box === undefined) continue;
    identities.set(sum.identity.id, box);
    openBox(boxes, box).members.push(sum);
  }
  if (identities.size === 0) return { ...sums, boxes, parts: new Map() };
  const edges = new Map<string, EdgeSum>();
  const parts = new Map<string, EdgeSum[]>();
  for (const edge of sums.edges.values()) {
    const source = identities.get(edge.source.id) ?? edge.source;
    const target = identities.get(edge.target.id) ?? edge.target;
    if (source === edge.source && target === edge.target) edges.set(edge.id, edge);
    else if (source === target) openBox(boxes, source).inside.push(edge);
    else addPart(edges, parts, edge, source, target);
  }
  const nodes = sumNodes(edges.values());
  for (const [id, sum] of sums.nodes) if (!identities.has(id) && !nodes.has(id)) nodes.set(id, sum);
  for (const box of identities.values()) if (!nodes.has(box.id)) nodes.set(box.id, createNodeSum(box));
  return { edges, nodes, boxes, parts };
}

function openBox(boxes: Map<string, Box>, { id }: NodeIdentity): Box {
  let box = boxes.get(id);
  if (box === undefined) {
    box = { members: [], inside: [] };
    boxes.set(id, box);
  }
  return box;
}

function addPart(
  edges: Map<string, EdgeSum>,
  parts: Map<string, EdgeSum[]>,
  part: EdgeSum,
  source: NodeIdentity,
  target: NodeIdentity,
): void {
  const id = formatEdge(source.id, target.id, part.protocol);
  let edge = edges.get(id);
  if (edge === undefined) {
    edge = createEdgeSum({ id, source, target }, part.protocol);
    edges.set(id, edge);
    parts.set(id, []);
  }
  mergeEdge(edge, part);
  parts.get(id)?.push(part);
}
