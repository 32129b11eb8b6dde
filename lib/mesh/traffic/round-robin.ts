import { EarliestDeadline } from './earliest-deadline';
import { type BalancedHost, haveEqualWeights, type LoadBalancer, type Random } from './load-balancer';

/** One after the other, beginning anywhere so that many clients do not all begin with the first host. */
export function createRoundRobin<Host extends BalancedHost>(
  hosts: readonly Host[],
  weightOf: (host: Host) => number,
  isWarming: boolean,
  random: Random,
): LoadBalancer<Host> {
  if (!isWarming && haveEqualWeights(hosts)) {
    let next = Math.floor(random() * hosts.length);
    return { choose: () => hosts[next++ % hosts.length] };
  }
  const schedule = new EarliestDeadline(hosts, weightOf);
  for (let skip = Math.floor(random() * hosts.length); skip > 0; skip--) schedule.next();
  return { choose: () => schedule.next() };
}
