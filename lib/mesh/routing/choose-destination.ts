import type { PlannedDestination } from './route-plan';

/** The destination that `random` in [0, 1) falls on: each has a share of `weight` of `totalWeight`. */
export function chooseDestination(
  { destinations, totalWeight }: { destinations: readonly PlannedDestination[]; totalWeight: number },
  random: number,
): PlannedDestination {
  let rest = random * totalWeight;
  for (const destination of destinations) {
    rest -= destination.weight;
    if (rest < 0) return destination;
  }
  const last = destinations.at(-1);
  if (last === undefined) throw new Error('A route that forwards has no destinations');
  return last;
}
