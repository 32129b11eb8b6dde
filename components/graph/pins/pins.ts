import type { LayoutEdge, LayoutResult, Point } from '@/lib/mesh/graph/layout/layout-input';

/** More would be a drawing of one's own. */
const MOST = 200;

/** Reads what `printPins` wrote; anything else is no pins. */
export function parsePins(text: string): Map<string, Point> {
  const pins = new Map<string, Point>();
  for (const line of text.split('\n')) {
    const [x, y, ...id] = line.split(' ');
    const at = { x: Number(x), y: Number(y) };
    if (id.length > 0 && Number.isFinite(at.x) && Number.isFinite(at.y)) pins.set(id.join(' '), at);
  }
  return pins;
}

/** One pin a line, the newest last. */
export function printPins(pins: ReadonlyMap<string, Point>): string {
  return [...pins]
    .slice(-MOST)
    .map(([id, { x, y }]) => `${Math.round(x)} ${Math.round(y)} ${id}`)
    .join('\n');
}

/** A layout with pinned nodes where they were pinned; edges of these lose their routes. */
export function applyPins<R extends LayoutResult>(
  result: R,
  pins: ReadonlyMap<string, Point>,
  edges: readonly LayoutEdge[],
): R {
  const moved = [...pins].filter(([id]) => result.positions[id] !== undefined);
  if (moved.length === 0) return result;
  const touched = new Set(
    edges.filter(({ source, target }) => pins.has(source) || pins.has(target)).map(({ id }) => id),
  );
  return {
    ...result,
    positions: { ...result.positions, ...Object.fromEntries(moved) },
    routes: Object.fromEntries(Object.entries(result.routes).filter(([id]) => !touched.has(id))),
  };
}
