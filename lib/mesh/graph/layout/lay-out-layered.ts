import { buildLayeredGraph } from './layered-graph';
import type { Extents, LayoutInput, LayoutResult, Point } from './layout-input';
import { orderLayers } from './order-layers';
import { placeColumns } from './place-columns';
import { placeRows } from './place-rows';

/** Callers left of what they call (Sugiyama's method): columns, few crossings, level lines, boxes that never overlap. */
export function layOutFlow(input: LayoutInput): LayoutResult {
  if (input.nodes.length === 0) return { positions: {}, routes: {} };
  const graph = buildLayeredGraph(input);
  orderLayers(graph, input.groups.length);
  const rows = fromZero(placeRows(graph, input.groups.length));
  const direction = input.layout === 'down' ? 'down' : 'flow';
  const columns = placeColumns(graph, rows, input.edgeLabels, direction);
  const pointOf = (vertex: number): Point => ({
    x: Math.round(columns[graph.layerOf[vertex] ?? 0] ?? 0),
    y: Math.round(rows[vertex] ?? 0),
  });
  const positions = Object.fromEntries(input.nodes.map((node, vertex) => [node.id, pointOf(vertex)]));
  const routes: Record<string, Point[]> = {};
  for (const [index, edge] of input.edges.entries()) {
    const chain = graph.chains[index] ?? [];
    if (chain.length > 0) routes[edge.id] = chain.map(pointOf);
  }
  return { positions, routes };
}

function fromZero(rows: Float64Array): Float64Array {
  const least = rows.reduce((low, row) => Math.min(low, row), Number.POSITIVE_INFINITY);
  return rows.map((row) => row - least);
}

/** Side by side, names need more room than their width: they grow against the zoom. */
const NAME_ROOM = 1.25;

/** The same from top to bottom. */
export function layOutDown(input: LayoutInput): LayoutResult {
  const turned = layOutFlow({ ...input, nodes: input.nodes.map((node) => ({ ...node, ...turn(node) })) });
  const swap = ({ x, y }: Point): Point => ({ x: y, y: x });
  return {
    positions: Object.fromEntries(Object.entries(turned.positions).map(([id, point]) => [id, swap(point)])),
    routes: Object.fromEntries(Object.entries(turned.routes).map(([id, points]) => [id, points.map(swap)])),
  };
}

function turn({ left, right, top, bottom }: Extents): Extents {
  return { left: top, right: bottom, top: left * NAME_ROOM, bottom: right * NAME_ROOM };
}
