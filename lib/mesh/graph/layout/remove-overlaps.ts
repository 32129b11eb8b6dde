import type { Extents, Point } from './layout-input';
import { SPACING } from './layout-spacing';

/** Pushes overlapping nodes apart along the shorter way until none overlap (at most 120 rounds). Changes `points`. */
export function removeOverlaps(nodes: readonly Extents[], points: readonly Point[]): void {
  for (let round = 0; round < 120; round += 1) {
    let moved = false;
    const order = [...points.keys()].sort((a, b) => leftOf(nodes, points, a) - leftOf(nodes, points, b));
    for (const [index, a] of order.entries()) {
      for (const b of order.slice(index + 1)) {
        if (leftOf(nodes, points, b) > rightOf(nodes, points, a)) break;
        moved = pushApart(nodes[a], points[a], nodes[b], points[b]) || moved;
      }
    }
    if (!moved) return;
  }
}

function pushApart(
  a: Extents | undefined,
  atA: Point | undefined,
  b: Extents | undefined,
  atB: Point | undefined,
): boolean {
  if (a === undefined || atA === undefined || b === undefined || atB === undefined) return false;
  const gap = SPACING.nodes;
  const right = atA.x <= atB.x;
  const below = atA.y <= atB.y;
  const dx = right ? atA.x + a.right + gap - (atB.x - b.left) : atB.x + b.right + gap - (atA.x - a.left);
  const dy = below ? atA.y + a.bottom + gap - (atB.y - b.top) : atB.y + b.bottom + gap - (atA.y - a.top);
  if (dx <= 0.5 || dy <= 0.5) return false;
  if (dx < dy) {
    atA.x -= (right ? dx : -dx) / 2;
    atB.x += (right ? dx : -dx) / 2;
  } else {
    atA.y -= (below ? dy : -dy) / 2;
    atB.y += (below ? dy : -dy) / 2;
  }
  return true;
}

function leftOf(nodes: readonly Extents[], points: readonly Point[], index: number): number {
  return (points[index]?.x ?? 0) - (nodes[index]?.left ?? 0) - SPACING.nodes;
}

function rightOf(nodes: readonly Extents[], points: readonly Point[], index: number): number {
  return (points[index]?.x ?? 0) + (nodes[index]?.right ?? 0);
}
