import type { LoadBalancing } from '../routing/effective-traffic-policy';
import { createLeastRequest } from './least-request';
import { type BalancedHost, type LoadBalancer, pickRandom, type Random } from './load-balancer';
import { createMaglev } from './maglev';
import { createRingHash } from './ring-hash';
import { createRoundRobin } from './round-robin';

/** How one cluster spreads requests over hosts. */
export interface BalancingOptions<Host> {
  readonly balancing: LoadBalancing;
  /** A host's share now, warm-up counted in. */
  weightOf(host: Host): number;
  /** Whether some shares change as time goes by. */
  readonly isWarming: boolean;
  readonly random: Random;
}

/** The load balancer a cluster asks for, over the hosts that may be used now. */
export function createLoadBalancer<Host extends BalancedHost>(
  hosts: readonly Host[],
  { balancing, weightOf, isWarming, random }: BalancingOptions<Host>,
): LoadBalancer<Host> {
  if (hosts.length < 2) return { choose: () => hosts[0] };
  switch (balancing.kind) {
    case 'ROUND_ROBIN':
      return createRoundRobin(hosts, weightOf, isWarming, random);
    case 'CONSISTENT_HASH':
      return balancing.algorithm.kind === 'maglev'
        ? createMaglev(hosts, balancing.algorithm.tableSize, random)
        : createRingHash(hosts, balancing.algorithm.minimumSize, random);
    // The original address is one of the known ones here: which, nobody said.
    case 'PASSTHROUGH':
    case 'RANDOM':
      return { choose: () => pickRandom(hosts, random) };
    case 'LEAST_REQUEST':
      return createLeastRequest(hosts, weightOf, isWarming, random);
  }
}
