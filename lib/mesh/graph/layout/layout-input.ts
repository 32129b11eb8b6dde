/** How far a thing reaches from its centre, pixels; labels included. */
export interface Extents {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A node to place. */
export interface LayoutNode extends Extents {
  id: string;
  /** The innermost box it is in. */
  group?: string;
  /** Lower comes first where places say nothing else: trouble in a grid. */
  order?: number;
}

/** A line to route; several between the same nodes count as one. */
export interface LayoutEdge {
  id: string;
  source: string;
  target: string;
}

/** A box around nodes and other boxes; boxes never overlap. */
export interface LayoutGroup {
  id: string;
  parent?: string;
}

/** A point, pixels; y grows downwards. */
export interface Point {
  x: number;
  y: number;
}

/** Where things are: node id to centre, and edge id to the points a long edge passes. */
export interface LayoutResult {
  positions: Readonly<Record<string, Point>>;
  routes: Readonly<Record<string, readonly Point[]>>;
  /** What was known stands as it did, at most pushed down as a whole to make room. */
  isContinued?: true;
}

/** The kinds of layout. */
export type LayoutName = 'flow' | 'down' | 'radial' | 'force' | 'grid';

/** Everything a layout depends on. */
export interface LayoutInput {
  layout: LayoutName;
  nodes: readonly LayoutNode[];
  edges: readonly LayoutEdge[];
  groups: readonly LayoutGroup[];
  /** Leaves room between columns for plates on the edges. */
  edgeLabels: boolean;
  /** Where things were: known nodes stay there when the rest can be placed around them. */
  known?: LayoutResult;
  /** Known nodes stay at all costs: only the time in view changed. */
  isHeld?: boolean;
}
