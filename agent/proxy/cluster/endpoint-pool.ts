import type { ConnectionLimits } from '../../../lib/mesh/routing/effective-traffic-policy';
import { mayConnect, maySend, mayWait } from '../../../lib/mesh/traffic/circuit-breaker';
import { Http2Pool } from '../../http2/http2-pool';
import type { ProxyLimits } from '../../limits';
import type { Clock } from '../clock';
import type { ConnectFailure } from '../connect-failure';
import type { ProxyGauges } from '../proxy-gauges';
import { type ConnectionOwner, UpstreamConnection } from '../upstream-connection';
import type { UpstreamUser } from '../upstream-link';
import { ClientPools, type ConnectionPool } from './client-pools';
import type { ClusterSpec, Endpoint } from './cluster-spec';
import type { PoolCluster } from './pool-cluster';

/** The connections to one endpoint: in use, idle (the latest used first), and the requests that wait for one. */
export class EndpointPool implements ConnectionOwner, ConnectionPool {
  /** As the present configuration has it; connections keep the one they were made for. */
  #endpoint: Endpoint;
  /** Made when the first request asks for it. */
  #http2: Http2Pool | undefined;
  /** Where the endpoint is told of clients: a pool like this one for each. */
  #byClient: ClientPools | undefined;
  readonly #cluster: PoolCluster;
  readonly #limits: ProxyLimits;
  readonly #gauges: ProxyGauges;
  readonly #clock: Clock;
  readonly #connections = new Set<UpstreamConnection>();
  readonly #idle: UpstreamConnection[] = [];
  readonly #waiting: UpstreamUser[] = [];
  /** Those that wait, and those whose connection is being made: Envoy's pending requests. */
  readonly #pending = new Set<UpstreamUser>();
  #isRetired = false;

  constructor(
    endpoint: Endpoint,
    cluster: PoolCluster,
    limits: ProxyLimits,
    gauges: ProxyGauges,
    clock: Clock,
  ) {
    this.#endpoint = endpoint;
    this.#cluster = cluster;
    this.#limits = limits;
    this.#gauges = gauges;
    this.#clock = clock;
  }

  get endpoint(): Endpoint {
    return this.#endpoint;
  }

  set endpoint(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    if (this.#http2 !== undefined) this.#http2.endpoint = endpoint;
    this.#byClient?.retire();
  }

  get isEmpty(): boolean {
    const isHttp2Empty = this.#http2?.isEmpty ?? true;
    return isHttp2Empty && this.#connections.size === 0 && this.#pending.size === 0;
  }

  get bounds(): ConnectionLimits {
    return this.#cluster.spec.policy.connections;
  }

  /**
   * Gives the user a connection: at once by `onConnection`, or later, or never by
   * `onConnectFailure`. False: the circuit breaker is open.
   */
  acquire(user: UpstreamUser, mustBeFresh: boolean): boolean {
    const { proxyProtocol } = this.#cluster.spec.policy;
    if (proxyProtocol !== undefined && this.#endpoint.preface === undefined)
      return this.#openByClient().acquire(user, proxyProtocol, mustBeFresh);
    if (usesHttp2(this.#cluster.spec, user)) return this.#openHttp2().acquire(user);
    const { counts } = this.#cluster;
    if (!maySend(this.bounds, counts)) return false;
    const idle = mustBeFresh ? undefined : this.#takeIdle();
    if (idle !== undefined) {
      counts.requests++;
      idle.assign(user);
      user.onConnection(idle);
      return true;
    }
    if (!mayWait(this.bounds, counts)) return false;
    counts.pendingRequests++;
    this.#pending.add(user);
    if (mayConnect(this.bounds, counts, this.#connections.size) || this.#makeRoom()) this.#connect(user);
    else this.#waiting.push(user);
    return true;
  }

  /** The request no longer needs what it asked for. */
  release(user: UpstreamUser): void {
    if (this.#http2?.release(user) === true || this.#byClient?.release(user) === true) return;
    const { counts } = this.#cluster;
    if (!this.#pending.delete(user)) {
      counts.requests--;
      return;
    }
    counts.pendingRequests--;
    const waiting = this.#waiting.indexOf(user);
    if (waiting >= 0) this.#waiting.splice(waiting, 1);
  }

  /** A connection is there for who waited for it. False: too many requests are under way by now. */
  admit(user: UpstreamUser): boolean {
    const { counts } = this.#cluster;
    if (!maySend(this.bounds, counts)) return false;
    if (this.#pending.delete(user)) {
      counts.pendingRequests--;
      counts.requests++;
    }
    return true;
  }

  /** A connection has served its request and can serve another one. */
  onIdle(connection: UpstreamConnection): void {
    const { maxRequestsPerConnection } = this.bounds;
    const isSpent = maxRequestsPerConnection > 0 && connection.served >= maxRequestsPerConnection;
    const isUnwanted = this.#isRetired || this.#hasSurplus();
    if (isSpent || (isUnwanted && this.#waiting.length === 0)) {
      connection.destroy();
      return;
    }
    const next = this.#waiting.shift();
    if (next !== undefined) {
      connection.assign(next);
      connection.serve(next);
      return;
    }
    if (this.#idle.length >= this.#limits.idleUpstreamConnections) {
      connection.destroy();
      return;
    }
    this.#idle.push(connection);
    this.#gauges.idleUpstreamConnections++;
  }

  onConnectFailure(
    connection: UpstreamConnection,
    user: UpstreamUser | undefined,
    failure: ConnectFailure,
  ): void {
    this.onClosed(connection);
    user?.onConnectFailure(failure);
  }

  onClosed(connection: UpstreamConnection): void {
    if (!this.#connections.delete(connection)) return;
    this.#gauges.upstreamConnections--;
    this.#cluster.counts.connections--;
    const at = this.#idle.indexOf(connection);
    if (at >= 0) {
      this.#idle.splice(at, 1);
      this.#gauges.idleUpstreamConnections--;
    }
    const next = this.#waiting.shift();
    if (next !== undefined) this.#connect(next);
  }

  sweep(nowMs: number): void {
    this.#http2?.sweep(nowMs);
    this.#byClient?.sweep(nowMs);
    for (const connection of [...this.#idle]) if (connection.isExpired(nowMs)) connection.destroy();
  }

  /** Nothing new will be asked: idle connections go, busy ones with their last answer. */
  retire(): void {
    this.#isRetired = true;
    this.#http2?.retire();
    this.#byClient?.retire();
    for (const connection of [...this.#idle]) connection.destroy();
  }

  close(): void {
    this.#http2?.close();
    this.#byClient?.close();
    for (const connection of [...this.#connections]) connection.destroy();
  }

  /** A configuration allows fewer connections than were made before it came. */
  #hasSurplus(): boolean {
    return this.#cluster.counts.connections > this.bounds.maxConnections && this.#connections.size > 1;
  }

  #openHttp2(): Http2Pool {
    this.#http2 ??= new Http2Pool(this.#endpoint, this.#cluster, this.#limits, this.#gauges, this.#clock);
    return this.#http2;
  }

  #openByClient(): ClientPools {
    this.#byClient ??= new ClientPools((preface) => {
      const endpoint = { ...this.#endpoint, preface };
      return new EndpointPool(endpoint, this.#cluster, this.#limits, this.#gauges, this.#clock);
    }, this.#limits.toldClients);
    return this.#byClient;
  }

  #takeIdle(): UpstreamConnection | undefined {
    while (this.#hasSurplus() && this.#makeRoom());
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      this.#gauges.idleUpstreamConnections--;
      if (!idle.isExpired(this.#clock.nowMs())) return idle;
      idle.destroy();
    }
    return undefined;
  }

  /** A fresh connection is wanted while idle ones fill the pool. */
  #makeRoom(): boolean {
    const oldest = this.#idle[0];
    oldest?.destroy();
    return oldest !== undefined;
  }

  #connect(user: UpstreamUser): void {
    const connection = new UpstreamConnection(this, this.#limits, this.#clock);
    this.#connections.add(connection);
    this.#cluster.counts.connections++;
    this.#gauges.upstreamConnections++;
    connection.assign(user);
  }
}

function usesHttp2({ protocol }: ClusterSpec, { clientProtocol }: UpstreamUser): boolean {
  if (clientProtocol === 'no-http2') return false;
  return protocol === 'http2' || (protocol === 'client' && clientProtocol === 'http2');
}
