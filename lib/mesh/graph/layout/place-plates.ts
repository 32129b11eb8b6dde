import { AreaIndex } from './area-index';
import type { Point } from './layout-input';
import type { Area } from './scene';

/** A plate that wants a place on its edge. */
export interface PlateRequest {
  id: string;
  /** The edge as points from source to target. */
  path: readonly Point[];
  width: number;
  height: number;
}

/** Where along the edge a plate may sit, best first. */
const SHARES = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78] as const;

/**
 * A place on its edge for every plate, in the order asked: the first of a few shares of the way where it covers no node and
 * no plate before it; the one that covers least when all are taken.
 */
export function placePlates(requests: readonly PlateRequest[], nodes: readonly Area[]): Map<string, Point> {
  const taken = new AreaIndex();
  for (const area of nodes) taken.add(area);
  const places = new Map<string, Point>();
  for (const request of requests) {
    const best = findPlace(request, taken);
    taken.add(best.area);
    places.set(request.id, best.at);
  }
  return places;
}

type Place = { at: Point; area: Area };

function findPlace(request: PlateRequest, taken: AreaIndex): Place {
  let best: Place | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const share of SHARES) {
    const place = plateAt(request, share);
    const covered = taken.countOver(place.area);
    if (covered === 0) return place;
    if (best !== undefined && covered >= least) continue;
    best = place;
    least = covered;
  }
  return best ?? plateAt(request, SHARES[0]);
}

function plateAt(request: PlateRequest, share: number): Place {
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
