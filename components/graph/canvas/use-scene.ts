import { useMemo } from 'react';
import { boxAreas } from '@/lib/mesh/graph/layout/box-areas';
import type { LayoutInput, LayoutResult } from '@/lib/mesh/graph/layout/layout-input';
import type { NodeBadges } from '../badge/list-badges';
import { topologyKey } from '../layout/build-layout-input';
import { type EdgeLabel, edgeLook, type PlatePart, plateOf, quietLook } from '../look/edge-look';
import { nodeLook } from '../look/node-look';
import { weightOf } from '../look/scales';
import type { DrawnGraph } from '../model/drawn-graph';
import { axisOf, buildCurves, buildPlates } from './build-geometry';
import { EMPTY_SCENE, type GraphScene, type SceneEdge, type SceneNode } from './graph-scene';

/** Changes that are written at any zoom: more would cover each other. */
const MARKED = 12;
const NO_BADGES: readonly [] = [];

/** What a plate says while the edge is pointed at. */
const HINT: readonly EdgeLabel[] = ['rate', 'share', 'p95'];

/** The scene of a graph with its layout; `plates` go before what edges say of themselves. Looks follow every number; geometry only places. */
export function useScene(
  graph: DrawnGraph,
  input: LayoutInput,
  layout: LayoutResult | undefined,
  labels: readonly EdgeLabel[],
  badges: ReadonlyMap<string, NodeBadges>,
  isOverview: boolean,
  plates: ReadonlyMap<string, readonly PlatePart[]>,
): GraphScene {
  const key = topologyKey(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for graph and input; numbers move nothing
  const geometry = useMemo(
    () => buildGeometry(graph, input, layout, labels.length),
    [key, layout, labels.length],
  );
  return useMemo(
    () =>
      layout === undefined
        ? EMPTY_SCENE
        : {
            ...geometry,
            boxes: graph.boxes,
            ...buildLooks(graph, input, labels, badges, isOverview, plates),
          },
    [graph, input, layout, geometry, labels, badges, isOverview, plates],
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
  plates: ReadonlyMap<string, readonly PlatePart[]>,
): Pick<GraphScene, 'nodes' | 'edges'> {
  const layouts = new Map(input.nodes.map((node) => [node.id, node]));
  const nodes = new Map<string, SceneNode>();
  for (const node of graph.nodes) {
    const layout = layouts.get(node.id);
    if (layout === undefined) continue;
    const look = nodeLook(node, graph.boxOf.has(node.id));
    nodes.set(node.id, { id: node.id, look, layout, badges: badges.get(node.id)?.kinds ?? NO_BADGES });
  }
  const marked = new Set([...plates.keys()].slice(0, MARKED));
  const edges = new Map<string, SceneEdge>();
  for (const edge of graph.edges) {
    const look = isOverview ? quietLook(edge, labels) : edgeLook(edge, labels);
    edges.set(edge.id, {
      id: edge.id,
      source: edge.source,
      target: edge.target,
      look: plates.has(edge.id) ? { ...look, plate: plates.get(edge.id) ?? [] } : look,
      isMarked: marked.has(edge.id),
      hint: plateOf(edge, HINT),
      flow: {
        weight: edge.isIdle ? 0 : weightOf(edge.rate, edge.protocol),
        latencyMs: edge.latency?.p50 ?? 20,
        errorShare: edge.errorPercent / 100,
      },
    });
  }
  return { nodes, edges };
}
