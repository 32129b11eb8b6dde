import type { EdgeSum } from '../edge-sum';
import type { NodeIdentity } from '../node-identity';
import { createNodeSum, type NodeSum } from '../node-sum';
import { FoldMemory } from './fold-memory';
import type { FindBox } from './graph-fold';

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
  parts: ReadonlyMap<string, readonly EdgeSum[]>;
}

/** Replaces the members of folded namespaces by one node each, and their edges by one edge a neighbour and protocol. */
export function foldSums(
  sums: { edges: ReadonlyMap<string, EdgeSum>; nodes: ReadonlyMap<string, NodeSum> },
  findBox: FindBox,
  memory: FoldMemory = new FoldMemory(),
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
  memory.begin();
  for (const edge of sums.edges.values()) {
    const source = identities.get(edge.source.id) ?? edge.source;
    const target = identities.get(edge.target.id) ?? edge.target;
    if (source === edge.source && target === edge.target) edges.set(edge.id, edge);
    else if (source === target) openBox(boxes, source).inside.push(edge);
    else memory.add(edge, source, target);
  }
  const { nodes, parts } = memory.finish(edges);
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
