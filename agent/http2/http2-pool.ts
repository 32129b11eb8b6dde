import type { ConnectionLimits } from '../../lib/mesh/routing/effective-traffic-policy';
import { mayConnect, maySend, mayWait } from '../../lib/mesh/traffic/circuit-breaker';
import type { ProxyLimits } from '../limits';
import type { Clock } from '../proxy/clock';
import type { Endpoint } from '../proxy/cluster/cluster-spec';
import type { PoolCluster } from '../proxy/cluster/pool-cluster';
import { type ConnectFailure, OVERFLOW } from '../proxy/connect-failure';
import type { ProxyGauges } from '../proxy/proxy-gauges';
import type { UpstreamUser } from '../proxy/upstream-link';
import { ClientConnection, type ClientConnectionOwner } from './client-connection';

/** The HTTP/2 connections to one endpoint: one, and another where all are full, as Envoy has it. */
export class Http2Pool implements ClientConnectionOwner {
  /** As the present configuration has it. */
  endpoint: Endpoint;
  readonly #cluster: PoolCluster;
  readonly #limits: ProxyLimits;
  readonly #gauges: ProxyGauges;
  readonly #clock: Clock;
  readonly #connections = new Set<ClientConnection>();
  readonly #waiting = new Set<UpstreamUser>();
  readonly #active = new Set<UpstreamUser>();

  constructor(
    endpoint: Endpoint,
    cluster: PoolCluster,
    limits: ProxyLimits,
    gauges: ProxyGauges,
    clock: Clock,
  ) {
    this.endpoint = endpoint;
    this.#cluster = cluster;
    this.#limits = limits;
    this.#gauges = gauges;
    this.#clock = clock;
  }

  get bounds(): ConnectionLimits {
    return this.#cluster.spec.policy.connections;
  }

  get isEmpty(): boolean {
    return this.#connections.size === 0 && this.#waiting.size === 0;
  }

  /** Gives the user a stream, at once or later. False: the circuit breaker is open. */
  acquire(user: UpstreamUser): boolean {
    const { counts } = this.#cluster;
    if (!maySend(this.bounds, counts)) return false;
    const connection = this.#findRoom();
    if (connection !== undefined && this.#waiting.size === 0) {
      counts.requests++;
      this.#active.add(user);
      user.onConnection(connection.open(user));
      return true;
    }
    if (!mayWait(this.bounds, counts)) return false;
    counts.pendingRequests++;
    this.#waiting.add(user);
    this.#connectWhereNeeded();
    return true;
  }

  /** The request no longer needs what it asked for. False: it did not ask here. */
  release(user: UpstreamUser): boolean {
    const { counts } = this.#cluster;
    if (this.#waiting.delete(user)) counts.pendingRequests--;
    else if (this.#active.delete(user)) counts.requests--;
    else return false;
    return true;
  }

  onReady(): void {
    this.#serveWaiting();
  }

  onFailed(connection: ClientConnection, failure: ConnectFailure): void {
    this.#forget(connection);
    // All that waited, waited for this one: the next in line makes another.
    if ([...this.#connections].some(({ isOpening }) => isOpening)) return;
    for (const user of [...this.#waiting]) user.onConnectFailure(failure);
  }

  onStreamClosed(connection: ClientConnection): void {
    connection.lastUsedMs = this.#clock.nowMs();
    if (connection.isIdle && !connection.hasRoom && !connection.isGone) connection.retire();
    this.#serveWaiting();
  }

  onClosed(connection: ClientConnection): void {
    this.#forget(connection);
    this.#serveWaiting();
  }

  sweep(nowMs: number): void {
    const limitMs = Math.min(this.#limits.upstreamIdleMs, this.bounds.httpIdleTimeoutMs);
    for (const connection of this.#connections) {
      if (!connection.isOpening && connection.isIdle && nowMs - connection.lastUsedMs > limitMs)
        connection.retire();
    }
  }

  retire(): void {
    for (const connection of [...this.#connections]) connection.retire();
  }

  close(): void {
    for (const connection of [...this.#connections]) connection.destroy();
  }

  #findRoom(): ClientConnection | undefined {
    for (const connection of this.#connections) if (connection.hasRoom) return connection;
    return undefined;
  }

  #serveWaiting(): void {
    const { counts } = this.#cluster;
    for (const user of [...this.#waiting]) {
      const connection = this.#findRoom();
      if (connection === undefined) break;
      this.#waiting.delete(user);
      this.#active.add(user);
      counts.pendingRequests--;
      const isAllowed = maySend(this.bounds, counts);
      counts.requests++;
      if (isAllowed) user.onConnection(connection.open(user));
      else user.onConnectFailure(OVERFLOW);
    }
    this.#connectWhereNeeded();
  }

  #connectWhereNeeded(): void {
    if (this.#waiting.size === 0) return;
    const connections = [...this.#connections];
    if (connections.some(({ isOpening }) => isOpening)) return;
    const open = connections.filter(({ isGone }) => !isGone).length;
    if (!mayConnect(this.bounds, this.#cluster.counts, open)) return;
    this.#cluster.counts.connections++;
    this.#gauges.upstreamConnections++;
    this.#connections.add(new ClientConnection(this.endpoint, this, this.#limits, this.#clock.nowMs()));
  }

  #forget(connection: ClientConnection): void {
    if (!this.#connections.delete(connection)) return;
    this.#cluster.counts.connections--;
    this.#gauges.upstreamConnections--;
  }
}
