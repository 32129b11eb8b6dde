import type { Point } from './layout-input';
import { type Area, overlap } from './scene';

/** A plate that wants a place on its edge. */
export interface PlateRequest {
  id: string;
  /** The edge as points from source to target. */
  path: readonly Point[];
  width: number;
  height: number;
}

/** Where along the edge a plate may sit, best first. */
const SHARES = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78];
const CELL = 128;

/**
 * A place on its edge for every plate, in the order asked: the first of a few shares of the way where it covers no node and
 * no plate before it; the one that covers least when all are taken.
 */
export function placePlates(requests: readonly PlateRequest[], nodes: readonly Area[]): Map<string, Point> {
  const taken = new AreaIndex();
  for (const area of nodes) taken.add(area);
  const places = new Map<string, Point>();
  for (const request of requests) {
    const candidates = SHARES.map((share) => plateAt(request, share));
    const costs = candidates.map(({ area }) => taken.countOver(area));
    const best = candidates[costs.indexOf(Math.min(...costs))];
    if (best === undefined) continue;
    taken.add(best.area);
    places.set(request.id, best.at);
  }
  return places;
}

function plateAt(request: PlateRequest, share: number): { at: Point; area: Area } {
  const at = request.path[Math.round(share * (request.path.length - 1))] ?? { x: 0, y: 0 };
  const { width, height } = request;
  return {
    at,
    area: {
      left: at.x - width / 2,
      right: at.x + width / 2,
      top: at.y - height / 2,
      bottom: at.y + height / 2,
    },
  };
}

/** Rectangles by the cells of a coarse grid they touch. */
class AreaIndex {
  readonly #cells = new Map<string, Area[]>();

  add(area: Area): void {
    for (const key of cellsOf(area)) {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [area]);
      else cell.push(area);
    }
  }

  countOver(area: Area): number {
    const hits = new Set<Area>();
    for (const key of cellsOf(area)) {
      for (const other of this.#cells.get(key) ?? []) if (overlap(area, other)) hits.add(other);
    }
    return hits.size;
  }
}

function cellsOf(area: Area): string[] {
  const keys: string[] = [];
  for (let column = Math.floor(area.left / CELL); column * CELL <= area.right; column += 1) {
    for (let row = Math.floor(area.top / CELL); row * CELL <= area.bottom; row += 1)
      keys.push(`${column} ${row}`);
  }
  return keys;
}
