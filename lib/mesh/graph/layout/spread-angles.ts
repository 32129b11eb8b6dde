const FULL = 2 * Math.PI;

/** Angles of circles on a ring, and a radius of the ring at which none of them overlap. */
export interface RingAngles {
  angles: number[];
  radius: number;
}

/** Sets circles on a ring of at least radius `least`, each as near to its wanted angle as the others let it. */
export function spreadAngles(radii: readonly number[], wanted: readonly number[], least: number): RingAngles {
  if (radii.length === 1) return { angles: [...wanted], radius: least };
  const radius = fitRadius(radii, least);
  const half = radii.map((one) => halfAngle(one, radius));
  const order = orderFromGap(wanted);
  const offsets: number[] = [];
  let turned = 0;
  for (const [index, { at }] of order.entries()) {
    if (index > 0) turned += (half[order[index - 1]?.at ?? 0] ?? 0) + (half[at] ?? 0);
    offsets.push(turned);
  }
  // With the room of those before taken off, "apart" is "not falling": the nearest such numbers are means of runs.
  const free = nearestRising(order.map(({ angle }, index) => angle - (offsets[index] ?? 0)));
  const room = FULL - turned - (half[order[0]?.at ?? 0] ?? 0) - (half[order.at(-1)?.at ?? 0] ?? 0);
  const spread = (free.at(-1) ?? 0) - (free[0] ?? 0);
  const scale = spread > room ? room / spread : 1;
  const angles = new Array<number>(radii.length).fill(0);
  for (const [index, { at }] of order.entries()) {
    angles[at] = (free[0] ?? 0) + scale * ((free[index] ?? 0) - (free[0] ?? 0)) + (offsets[index] ?? 0);
  }
  return { angles, radius };
}

/** Angles in turn, starting behind the widest gap between them, none more than a full turn from the first. */
function orderFromGap(wanted: readonly number[]): { at: number; angle: number }[] {
  const order = wanted.map((angle, at) => ({ at, angle })).sort((a, b) => a.angle - b.angle || a.at - b.at);
  let start = 0;
  let widest = -1;
  for (const [index, { angle }] of order.entries()) {
    const before = order[index - 1]?.angle ?? (order.at(-1)?.angle ?? 0) - FULL;
    if (angle - before <= widest + 1e-9) continue;
    widest = angle - before;
    start = index;
  }
  return [
    ...order.slice(start),
    ...order.slice(0, start).map(({ at, angle }) => ({ at, angle: angle + FULL })),
  ];
}

function fitRadius(radii: readonly number[], least: number): number {
  let radius = Math.max(least, ...radii);
  while (radii.reduce((sum, one) => sum + 2 * halfAngle(one, radius), 0) > FULL) radius *= 1.05;
  return radius;
}

function halfAngle(radius: number, ring: number): number {
  return Math.asin(Math.min(1, radius / ring));
}

/** The numbers that never fall and are nearest to the given ones (pool adjacent violators). */
function nearestRising(values: readonly number[]): number[] {
  const runs: { mean: number; count: number }[] = [];
  for (const value of values) {
    let run = { mean: value, count: 1 };
    for (let last = runs.at(-1); last !== undefined && last.mean > run.mean; last = runs.at(-1)) {
      const count = last.count + run.count;
      run = { mean: (last.mean * last.count + run.mean * run.count) / count, count };
      runs.pop();
    }
    runs.push(run);
  }
  return runs.flatMap(({ mean, count }) => new Array<number>(count).fill(mean));
}
