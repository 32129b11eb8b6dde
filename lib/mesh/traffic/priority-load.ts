/** One priority, by how many of its hosts may be used. */
export interface PriorityHealth {
  readonly usable: number;
  readonly hosts: number;
}

/** Envoy's overprovisioning: up to 28 % of a priority may be ill before the next one gets any load. */
const OVERPROVISIONING = 1.4;

/** Each priority's share of the load in percent, first to last; all 0 when nobody is left. */
export function priorityLoads(priorities: readonly PriorityHealth[]): number[] {
  const healths = priorities.map(({ hosts, usable }) =>
    hosts === 0 ? 0 : Math.min(100, Math.floor((OVERPROVISIONING * 100 * usable) / hosts)),
  );
  const total = Math.min(
    100,
    healths.reduce((sum, health) => sum + health, 0),
  );
  if (total === 0) return healths;
  let left = 100;
  const loads = healths.map((health) => {
    const load = Math.min(left, Math.floor((health * 100) / total));
    left -= load;
    return load;
  });
  // What rounding left over goes to the first that can take it.
  const first = healths.findIndex((health) => health > 0);
  return loads.map((load, i) => (i === first ? load + left : load));
}

/** A group's share within its priority: its weight, less what more than 28 % of ill hosts cannot carry. */
export function groupLoad(weight: number, { hosts, usable }: PriorityHealth): number {
  return hosts === 0 ? 0 : weight * Math.min(1, (OVERPROVISIONING * usable) / hosts);
}
