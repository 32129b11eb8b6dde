/** One endpoint, as load balancers see it. */
export interface BalancedHost {
  /** Tells it from the others, today and after every change: `10.0.0.1:9080`. */
  readonly key: string;
  /** Its share against the others, at least 1. */
  readonly weight: number;
  readonly activeRequests: number;
}

/** Chooses among hosts that were given when it was made; a change of the hosts makes a new one. */
export interface LoadBalancer<Host> {
  /** `hash` names who asks, 0..2^32 - 1; undefined when nothing tells clients apart. */
  choose(hash: number | undefined): Host | undefined;
}

/** In [0, 1). */
export type Random = () => number;

/** Whether all hosts have the same share. */
export function haveEqualWeights(hosts: readonly BalancedHost[]): boolean {
  return hosts.every((host) => host.weight === hosts[0]?.weight);
}

/** The element at a random place. */
export function pickRandom<Item>(items: readonly Item[], random: Random): Item | undefined {
  return items[Math.floor(random() * items.length)];
}
