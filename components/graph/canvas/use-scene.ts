import { useMemo } from 'react';
import { boxAreas } from '@/lib/mesh/graph/layout/box-areas';
import type { LayoutInput, LayoutResult } from '@/lib/mesh/graph/layout/layout-input';
import type { NodeBadges } from '../badge/list-badges';
import { isWithin, topologyOf } from '../layout/build-layout-input';
import type { EdgeLabel } from '../look/edge-look';
import { nodeLook } from '../look/node-look';
import type { DrawnGraph } from '../model/drawn-graph';
import { axisOf, buildCurves, buildPlates } from './build-geometry';
import { EMPTY_SCENE, type GraphScene, type SceneEdge, type SceneNode } from './graph-scene';
import { sceneEdge } from './scene-edge';

const NO_BADGES: readonly [] = [];

/** The scene of a graph with its layout. Looks follow every number; geometry only places. */
export function useScene(
  graph: DrawnGraph,
  input: LayoutInput,
  layout: LayoutResult | undefined,
  labels: readonly EdgeLabel[],
  badges: ReadonlyMap<string, NodeBadges>,
  isOverview: boolean,
): GraphScene {
  const topology = topologyOf(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `topology` stands for graph and input; numbers move nothing
  const geometry = useMemo(
    () => buildGeometry(graph, input, layout, labels.length),
    [topology, layout, labels.length],
  );
  return useMemo(
    () =>
      layout === undefined
        ? EMPTY_SCENE
        : { ...geometry, boxes: graph.boxes, ...buildLooks(graph, input, labels, badges, isOverview) },
    [graph, input, layout, geometry, labels, badges, isOverview],
  );
}

type Lines = Pick<GraphScene, 'positions' | 'curves' | 'plates'>;
type Drawn = { lines: Lines; topology: ReadonlySet<string>; labels: number };

/** What was drawn of a layout last. */
const drawn = new WeakMap<LayoutResult, Drawn>();

function buildGeometry(
  graph: DrawnGraph,
  input: LayoutInput,
  layout: LayoutResult | undefined,
  labels: number,
): Lines & Pick<GraphScene, 'areas'> {
  if (layout === undefined) return EMPTY_SCENE;
  const lines = drawLines(graph, input, layout, labels);
  return { ...lines, areas: boxAreas(input.nodes, input.groups, (id) => lines.positions.get(id)) };
}

/** What is hidden leaves the lines and plates of everything else where they are, and comes back to its own. */
function drawLines(graph: DrawnGraph, input: LayoutInput, layout: LayoutResult, labels: number): Lines {
  const topology = topologyOf(input);
  const before = drawn.get(layout);
  if (before?.labels === labels && isWithin(topology, before.topology)) return before.lines;
  const positions = before?.lines.positions ?? new Map(Object.entries(layout.positions));
  const positionOf = (id: string) => positions.get(id);
  const curves = buildCurves(graph, positionOf, layout.routes, axisOf(input.layout));
  const lines = { positions, curves, plates: buildPlates(graph, curves, input.nodes, positionOf, labels) };
  drawn.set(layout, { lines, topology, labels });
  return lines;
}

function buildLooks(
  graph: DrawnGraph,
  input: LayoutInput,
  labels: readonly EdgeLabel[],
  badges: ReadonlyMap<string, NodeBadges>,
  isOverview: boolean,
): Pick<GraphScene, 'nodes' | 'edges'> {
  const layouts = new Map(input.nodes.map((node) => [node.id, node]));
  const nodes = new Map<string, SceneNode>();
  for (const node of graph.nodes) {
    const layout = layouts.get(node.id);
    if (layout === undefined) continue;
    const look = nodeLook(node, graph.boxOf.has(node.id));
    nodes.set(node.id, { id: node.id, look, layout, badges: badges.get(node.id)?.kinds ?? NO_BADGES });
  }
  const edges = new Map<string, SceneEdge>();
  for (const edge of graph.edges) edges.set(edge.id, sceneEdge(edge, labels, isOverview));
  return { nodes, edges };
}
