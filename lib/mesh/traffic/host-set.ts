import { chooseByWeight } from './choose-by-weight';
import { type BalancingOptions, createLoadBalancer } from './create-load-balancer';
import { groupBy } from './group-by';
import type { HostGroup } from './group-hosts';
import type { BalancedHost, LoadBalancer } from './load-balancer';
import { groupLoad, priorityLoads } from './priority-load';

interface WeightedBalancer<Host> {
  readonly weight: number;
  readonly balancer: LoadBalancer<Host>;
}

/** Two hashes of one key must not decide the same thing, or each locality would see a part of the ring only. */
const PRIORITY_SPREAD = 0x9e3779b1;

/** A balancer over groups: first whose turn it is by priority and share, then the group's own. */
export function createHostSet<Host extends BalancedHost>(
  groups: readonly HostGroup<Host>[],
  isUsable: (host: Host) => boolean,
  options: BalancingOptions<Host>,
): LoadBalancer<Host> {
  const usable = groups.map((group) => ({ ...group, usable: group.hosts.filter(isUsable) }));
  const priorities = groupBy(usable, (group) => group.priority).sort(([a], [b]) => a - b);
  const loads = priorityLoads(
    priorities.map(([, members]) => ({
      hosts: count(members.map((group) => group.hosts)),
      usable: count(members.map((group) => group.usable)),
    })),
  );
  const balancers = priorities.flatMap(([, members], i) => {
    const shares = members.map((group) =>
      groupLoad(group.weight, { hosts: group.hosts.length, usable: group.usable.length }),
    );
    const total = shares.reduce((sum, share) => sum + share, 0);
    return members.map((group, at) => ({
      weight: total === 0 ? 0 : ((loads[i] ?? 0) * (shares[at] ?? 0)) / total,
      balancer: createLoadBalancer(group.usable, options),
    }));
  });
  return createSpread(
    balancers.filter(({ weight }) => weight > 0),
    options.random,
  );
}

function createSpread<Host>(
  balancers: readonly WeightedBalancer<Host>[],
  random: () => number,
): LoadBalancer<Host> {
  const [only] = balancers;
  if (only === undefined) return { choose: () => undefined };
  if (balancers.length === 1) return only.balancer;
  const total = balancers.reduce((sum, { weight }) => sum + weight, 0);
  return {
    choose(hash) {
      const draw = hash === undefined ? random() : (Math.imul(hash, PRIORITY_SPREAD) >>> 0) / 2 ** 32;
      return chooseByWeight(balancers, total, draw)?.balancer.choose(hash);
    },
  };
}

function count(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((sum, list) => sum + list.length, 0);
}
