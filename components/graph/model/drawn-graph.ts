import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';
import type { HealthStatus } from '@/lib/mesh/health/health-status';

/** A box around nodes: a namespace, or the versions of an application inside it. */
export type DrawnBox = {
  id: string;
  kind: 'namespace' | 'app';
  title: string;
  parent?: string;
  /** The worst health of what is inside. */
  health: HealthStatus;
};

/** What is on the canvas: the answered graph after hiding and focusing, with its boxes. */
export type DrawnGraph = {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  boxes: readonly DrawnBox[];
  /** Node id to the innermost box it is in. */
  boxOf: ReadonlyMap<string, string>;
};

export const EMPTY_GRAPH: DrawnGraph = { nodes: [], edges: [], boxes: [], boxOf: new Map() };
