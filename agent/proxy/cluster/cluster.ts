import { createBreakerCounts } from '../../../lib/mesh/traffic/circuit-breaker';
import type { BalancingOptions } from '../../../lib/mesh/traffic/create-load-balancer';
import { groupHosts, type Place } from '../../../lib/mesh/traffic/group-hosts';
import { createHostSet } from '../../../lib/mesh/traffic/host-set';
import type { LoadBalancer } from '../../../lib/mesh/traffic/load-balancer';
import {
  checkHost,
  countOutcome,
  eject,
  isPanicking,
  mayEject,
  type TryOutcome,
} from '../../../lib/mesh/traffic/outlier-detector';
import { isAnyWarming, warmupFactor } from '../../../lib/mesh/traffic/warmup-weight';
import type { ProxyLimits } from '../../limits';
import type { Clock } from '../clock';
import type { ProxyGauges } from '../proxy-gauges';
import type { RandomSource } from '../random-source';
import { ClusterHost } from './cluster-host';
import { type ClusterSpec, type Endpoint, poolKeyOf } from './cluster-spec';
import { EndpointPool } from './endpoint-pool';

/** What every cluster needs of the proxy it belongs to. */
export interface ClusterEnvironment {
  readonly limits: ProxyLimits;
  readonly gauges: ProxyGauges;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Where this proxy is. */
  readonly place: Place;
  /** `host:port` of its own listeners. */
  readonly ownAddresses: ReadonlySet<string>;
}

/** As Envoy's previous_hosts predicate: draws this often for a host not tried before. */
const DRAWS = 5;
/** Istio's `update_frequency`: after this many tries the places they went to are passed over. */
const TRIES_A_PRIORITY = 2;

/** One cluster at work: its hosts with their pools and health, the balancer over those that may be used, its bounds. */
export class Cluster {
  readonly counts = createBreakerCounts();
  /** Ejections that the share of hosts already out forbade. */
  forbiddenEjections = 0;
  #spec: ClusterSpec;
  #hosts: ClusterHost[] = [];
  #balancer: LoadBalancer<ClusterHost> = { choose: () => undefined };
  #isWarming = false;
  #checkedAtMs: number;
  /** Hosts that are gone but still serve what they had begun. */
  readonly #leaving = new Set<ClusterHost>();
  readonly #env: ClusterEnvironment;

  constructor(spec: ClusterSpec, env: ClusterEnvironment) {
    this.#spec = spec;
    this.#env = env;
    this.#checkedAtMs = env.clock.nowMs();
    this.#takeEndpoints();
  }

  get spec(): ClusterSpec {
    return this.#spec;
  }

  get hosts(): readonly ClusterHost[] {
    return this.#hosts;
  }

  /** Takes a new configuration; hosts that stay keep their connections and their record. */
  update(spec: ClusterSpec): void {
    this.#spec = spec;
    this.#takeEndpoints();
  }

  /** A host for one try; `tried` are those to be avoided while there are others. */
  choose(hash: number | undefined, tried: readonly ClusterHost[] | undefined): ClusterHost | undefined {
    const first = this.#balancer.choose(hash);
    if (tried === undefined || first === undefined || !tried.includes(first)) return first;
    // A hash would find the same host again and again.
    for (let draw = 1; draw < DRAWS; draw++) {
      const other = this.#balancer.choose(undefined);
      if (other !== undefined && !tried.includes(other)) return other;
    }
    // Where places count, a retry leaves them only when its rule says so.
    if (this.#spec.policy.locality !== undefined) return first;
    return this.#hosts.find((host) => !host.health.isEjected && !tried.includes(host)) ?? first;
  }

  /** The host of a session, as long as it may be used. */
  findUsable(key: string): ClusterHost | undefined {
    return this.#hosts.find((host) => host.key === key && !host.health.isEjected);
  }

  /**
   * As Envoy's previous_priorities: a host further away than those that were tried, every two tries anew; undefined
   * where there is none.
   */
  chooseFarther(hash: number | undefined, tried: readonly ClusterHost[]): ClusterHost | undefined {
    const { locality, outliers } = this.#spec.policy;
    const counted = tried.slice(0, tried.length - (tried.length % TRIES_A_PRIORITY));
    if (counted.length === 0) return undefined;
    const groups = groupHosts(this.#hosts, this.#env.place, locality, outliers !== undefined).filter(
      ({ hosts }) => !hosts.some((host) => counted.includes(host)),
    );
    return createHostSet(groups, (host) => !host.health.isEjected, this.#balancingOptions()).choose(hash);
  }

  /** How a try ended; enough bad ends take the host out at once. */
  report(host: ClusterHost, outcome: TryOutcome): void {
    const plan = this.#spec.policy.outliers;
    if (plan === undefined || !countOutcome(plan, host.health, outcome) || host.health.isEjected) return;
    if (!mayEject(plan, this.#countEjected(), this.#hosts.length)) {
      this.forbiddenEjections++;
      return;
    }
    eject(plan, host.health, this.#env.clock.nowMs());
    this.#rebuild();
  }

  /** Lets hosts back in on the clock, ends warm-ups, closes what is idle. */
  sweep(nowMs: number): void {
    for (const host of this.#hosts) host.pool.sweep(nowMs);
    for (const host of this.#leaving) if (host.activeRequests === 0) this.#forget(host);
    const plan = this.#spec.policy.outliers;
    let hasChanged = this.#isWarming && !this.#hasWarming(nowMs);
    if (plan !== undefined && nowMs - this.#checkedAtMs >= plan.intervalMs) {
      this.#checkedAtMs = nowMs;
      for (const host of this.#hosts) hasChanged = checkHost(plan, host.health, nowMs) || hasChanged;
    }
    if (hasChanged) this.#rebuild();
  }

  /** The cluster is no longer configured: what is under way ends, nothing is kept. */
  retire(): void {
    for (const host of this.#hosts.splice(0)) this.#dismiss(host);
    this.#rebuild();
  }

  get isUnused(): boolean {
    return this.#hosts.length === 0 && this.#leaving.size === 0;
  }

  close(): void {
    for (const host of [...this.#hosts, ...this.#leaving]) host.pool.close();
  }

  #takeEndpoints(): void {
    const known = new Map(this.#hosts.map((host) => [poolKeyOf(host.endpoint), host]));
    const nowMs = this.#env.clock.nowMs();
    this.#hosts = uniqueByKey(this.#spec.endpoints).map((endpoint) => {
      const host = known.get(poolKeyOf(endpoint)) ?? this.#createHost(endpoint, nowMs);
      known.delete(poolKeyOf(endpoint));
      host.take(endpoint);
      return host;
    });
    for (const host of known.values()) this.#dismiss(host);
    this.#rebuild();
  }

  #createHost(endpoint: Endpoint, nowMs: number): ClusterHost {
    const { clock, gauges, limits } = this.#env;
    return new ClusterHost(endpoint, nowMs, new EndpointPool(endpoint, this, limits, gauges, clock));
  }

  #rebuild(): void {
    const { policy } = this.#spec;
    const { clock, place } = this.#env;
    const { outliers } = policy;
    const usable = this.#hosts.length - this.#countEjected();
    const takesAll = outliers !== undefined && isPanicking(outliers, usable, this.#hosts.length);
    this.#isWarming = this.#hasWarming(clock.nowMs());
    this.#balancer = createHostSet(
      groupHosts(this.#hosts, place, policy.locality, outliers !== undefined),
      (host) => takesAll || !host.health.isEjected,
      this.#balancingOptions(),
    );
  }

  #balancingOptions(): BalancingOptions<ClusterHost> {
    const { loadBalancing, warmup } = this.#spec.policy;
    const { clock, random } = this.#env;
    return {
      balancing: loadBalancing,
      isWarming: this.#isWarming,
      random: random.fraction,
      weightOf:
        warmup === undefined
          ? (host) => host.weight
          : (host) => host.weight * warmupFactor(warmup, clock.nowMs() - host.addedAtMs),
    };
  }

  #hasWarming(nowMs: number): boolean {
    const { warmup } = this.#spec.policy;
    return (
      warmup !== undefined &&
      isAnyWarming(
        warmup,
        this.#hosts.map((host) => host.addedAtMs),
        nowMs,
      )
    );
  }

  #countEjected(): number {
    return this.#hosts.reduce((count, host) => count + Number(host.health.isEjected), 0);
  }

  #dismiss(host: ClusterHost): void {
    host.pool.retire();
    if (host.activeRequests === 0) this.#forget(host);
    else this.#leaving.add(host);
  }

  #forget(host: ClusterHost): void {
    this.#leaving.delete(host);
    host.pool.close();
  }
}

function uniqueByKey(endpoints: readonly Endpoint[]): Endpoint[] {
  return [...new Map(endpoints.map((endpoint) => [endpoint.hostPort, endpoint])).values()];
}
