import { EarliestDeadline } from './earliest-deadline';
import { type BalancedHost, haveEqualWeights, type LoadBalancer, type Random } from './load-balancer';

/**
 * Istio's default. Hosts of equal weight: of two drawn at random the one with fewer requests in flight, which is nearly
 * as good as looking at all of them. Unequal ones: Envoy's weighted schedule, each share divided by requests in flight.
 */
export function createLeastRequest<Host extends BalancedHost>(
  hosts: readonly Host[],
  weightOf: (host: Host) => number,
  isWarming: boolean,
  random: Random,
): LoadBalancer<Host> {
  if (!isWarming && haveEqualWeights(hosts)) return { choose: () => chooseOfTwo(hosts, random) };
  const schedule = new EarliestDeadline(hosts, (host) => weightOf(host) / (host.activeRequests + 1));
  return { choose: () => schedule.next() };
}

function chooseOfTwo<Host extends BalancedHost>(hosts: readonly Host[], random: Random): Host | undefined {
  if (hosts.length < 2) return hosts[0];
  const first = Math.floor(random() * hosts.length);
  const second = Math.floor(random() * (hosts.length - 1));
  const a = hosts[first];
  const b = hosts[second < first ? second : second + 1];
  if (a === undefined || b === undefined) return a ?? b;
  return b.activeRequests < a.activeRequests ? b : a;
}
