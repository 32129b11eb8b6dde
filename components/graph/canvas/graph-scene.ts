import type { LayoutNode, Point } from '@/lib/mesh/graph/layout/layout-input';
import type { Area } from '@/lib/mesh/graph/layout/scene';
import type { BadgeKind } from '../badge/badge-kind';
import type { EdgeLook, PlatePart } from '../look/edge-look';
import type { NodeLook } from '../look/node-look';
import type { DrawnBox } from '../model/drawn-graph';

/** A node as it stands on the canvas. */
export type SceneNode = {
  id: string;
  look: NodeLook;
  layout: LayoutNode;
  /** The most urgent first. */
  badges: readonly BadgeKind[];
};

/** An edge as it lies on the canvas: ends and control points in the canvas's own coordinates. */
export type SceneEdge = {
  id: string;
  source: string;
  target: string;
  look: EdgeLook;
  /** What its plate says while it is pointed at. */
  hint: readonly PlatePart[];
  /** For the moving dots: requests a second (kilobytes for tcp), median duration, failed share 0..1. */
  flow: { weight: number; latencyMs: number; errorShare: number };
};

/** The line of an edge. */
export type SceneCurve = { from: Point; to: Point; controls: readonly Point[] };

/** Everything a frame shows. Positions belong to cytoscape while something is dragged; the scene follows. */
export type GraphScene = {
  nodes: ReadonlyMap<string, SceneNode>;
  edges: ReadonlyMap<string, SceneEdge>;
  boxes: readonly DrawnBox[];
  positions: ReadonlyMap<string, Point>;
  curves: ReadonlyMap<string, SceneCurve>;
  plates: ReadonlyMap<string, Point>;
  areas: ReadonlyMap<string, Area>;
};

export const EMPTY_SCENE: GraphScene = {
  nodes: new Map(),
  edges: new Map(),
  boxes: [],
  positions: new Map(),
  curves: new Map(),
  plates: new Map(),
  areas: new Map(),
};

/** What stands out now. */
export type SceneState = {
  selected: string | undefined;
  /** What is selected beside it. */
  also: ReadonlySet<string>;
  hovered: string | undefined;
  /** Everything else is faded; undefined fades nothing. */
  lit: ReadonlySet<string> | undefined;
  /** What edges say in place of their own numbers: how they changed, or what was found. */
  plates: ReadonlyMap<string, readonly PlatePart[]>;
  /** Edges whose plates must be read at any zoom. */
  marked: ReadonlySet<string>;
};

/** Nothing stands out. */
export const PLAIN_STATE: SceneState = {
  selected: undefined,
  also: new Set(),
  hovered: undefined,
  lit: undefined,
  plates: new Map(),
  marked: new Set(),
};

/** What the plate of an edge says now. */
export function plateIn({ plates }: SceneState, { id, look }: SceneEdge): readonly PlatePart[] {
  return plates.get(id) ?? look.plate;
}
