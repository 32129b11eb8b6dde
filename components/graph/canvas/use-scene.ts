import { useMemo } from 'react';
import { boxAreas } from '@/lib/mesh/graph/layout/box-areas';
import type { LayoutInput, LayoutResult } from '@/lib/mesh/graph/layout/layout-input';
import type { NodeBadges } from '../badge/list-badges';
import { topologyOf } from '../layout/build-layout-input';
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

function buildGeometry(
  graph: DrawnGraph,
  input: LayoutInput,
  layout: LayoutResult | undefined,
  labels: number,
) {
  const positions = new Map(Object.entries(layout?.positions ?? {}));
  const positionOf = (id: string) => positions.get(id);
  const curves = buildCurves(graph, positionOf, layout?.routes ?? {}, axisOf(input.layout));
  return {
    positions,
    curves,
    plates: buildPlates(graph, curves, input.nodes, positionOf, labels),
    areas: boxAreas(input.nodes, input.groups, positionOf),
  };
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
