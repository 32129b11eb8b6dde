import { type CurveAxis, edgeCurve, sampleCurve } from '@/lib/mesh/graph/layout/edge-curve';
import type { LayoutName, LayoutNode, LayoutResult, Point } from '@/lib/mesh/graph/layout/layout-input';
import { placePlates } from '@/lib/mesh/graph/layout/place-plates';
import { type Area, areaOf } from '@/lib/mesh/graph/layout/scene';
import type { DrawnGraph } from '../model/drawn-graph';
import type { SceneCurve } from './graph-scene';

/** Sideways distance of two edges between the same nodes. */
const PARALLEL = 26;
const PLATE_HEIGHT = 22;

/** The axis along which a layout's edges run. */
export function axisOf(layout: LayoutName): CurveAxis {
  if (layout === 'flow') return 'x';
  return layout === 'down' ? 'y' : 'free';
}

/** The curve of every edge both of whose ends have a place. */
export function buildCurves(
  graph: Pick<DrawnGraph, 'edges'>,
  positionOf: (id: string) => Point | undefined,
  routes: LayoutResult['routes'],
  axis: CurveAxis,
): Map<string, SceneCurve> {
  const shifts = shiftParallel(graph.edges);
  const curves = new Map<string, SceneCurve>();
  for (const { id, source, target } of graph.edges) {
    const from = positionOf(source);
    const to = positionOf(target);
    if (from === undefined || to === undefined || source === target) continue;
    const controls = edgeCurve(from, to, { axis, route: routes[id] ?? [], shift: shifts.get(id) ?? 0 });
    curves.set(id, { from, to, controls });
  }
  return curves;
}

/** Places for plates of a usual width, the busiest edges first. */
export function buildPlates(
  graph: Pick<DrawnGraph, 'edges'>,
  curves: ReadonlyMap<string, SceneCurve>,
  nodes: readonly LayoutNode[],
  positionOf: (id: string) => Point | undefined,
  labels: number,
): Map<string, Point> {
  const areas: Area[] = [];
  for (const node of nodes) {
    const at = positionOf(node.id);
    if (at !== undefined) areas.push(areaOf(node, at));
  }
  const width = 36 + 52 * Math.max(1, labels);
  const requests = graph.edges.flatMap(({ id }) => {
    const curve = curves.get(id);
    if (curve === undefined) return [];
    return [{ id, path: sampleCurve(curve.from, curve.controls, curve.to), width, height: PLATE_HEIGHT }];
  });
  return placePlates(requests, areas);
}

/** Edges between the same two nodes, in whichever direction, lie side by side. */
function shiftParallel(edges: DrawnGraph['edges']): Map<string, number> {
  const pairs = new Map<string, string[]>();
  for (const { id, source, target } of edges) {
    const key = source < target ? `${source} ${target}` : `${target} ${source}`;
    const ids = pairs.get(key);
    if (ids === undefined) pairs.set(key, [id]);
    else ids.push(id);
  }
  const shifts = new Map<string, number>();
  for (const ids of pairs.values()) {
    for (const [index, id] of ids.toSorted().entries())
      shifts.set(id, (index - (ids.length - 1) / 2) * PARALLEL);
  }
  return shifts;
}
