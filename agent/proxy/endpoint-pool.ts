import type { ProxyLimits } from '../limits';
import type { Clock } from './clock';
import type { ConnectFailure } from './connect-failure';
import type { ProxyGauges } from './proxy-gauges';
import type { Endpoint, TrafficPolicy } from './routing-table';
import { UpstreamConnection } from './upstream-connection';
import type { UpstreamUser } from './upstream-link';

/** The connections to one endpoint: in use, idle (the latest used first), and the requests that wait for one. */
export class EndpointPool {
  readonly endpoint: Endpoint;
  /** Requests that hold or await a connection. */
  active = 0;
  readonly #limits: ProxyLimits;
  readonly #gauges: ProxyGauges;
  readonly #clock: Clock;
  readonly #connections = new Set<UpstreamConnection>();
  readonly #idle: UpstreamConnection[] = [];
  readonly #waiting: UpstreamUser[] = [];

  constructor(endpoint: Endpoint, limits: ProxyLimits, gauges: ProxyGauges, clock: Clock) {
    this.endpoint = endpoint;
    this.#limits = limits;
    this.#gauges = gauges;
    this.#clock = clock;
  }

  get isUnused(): boolean {
    return this.#connections.size === 0 && this.#waiting.length === 0 && this.active === 0;
  }

  /**
   * Gives the user a connection: at once by `onConnection`, or later, or never by
   * `onConnectFailure`. False: the pool is full and so is its queue.
   */
  acquire(user: UpstreamUser, policy: TrafficPolicy, mustBeFresh: boolean): boolean {
    const idle = mustBeFresh ? undefined : this.#takeIdle();
    if (idle !== undefined) {
      this.active++;
      idle.assign(user);
      user.onConnection(idle);
      return true;
    }
    if (this.#connections.size < policy.maxConnections || this.#makeRoom()) {
      this.active++;
      this.#connect(user, policy);
      return true;
    }
    if (this.#waiting.length >= policy.maxPendingRequests) return false;
    this.active++;
    this.#waiting.push(user);
    return true;
  }

  /** The exchange no longer needs what it asked for. */
  release(user: UpstreamUser): void {
    this.active--;
    const waiting = this.#waiting.indexOf(user);
    if (waiting >= 0) this.#waiting.splice(waiting, 1);
  }

  /** A connection has served its exchange and can serve another one. */
  onIdle(connection: UpstreamConnection): void {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      connection.assign(next);
      next.onConnection(connection);
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
    const at = this.#idle.indexOf(connection);
    if (at >= 0) {
      this.#idle.splice(at, 1);
      this.#gauges.idleUpstreamConnections--;
    }
    const next = this.#waiting.shift();
    if (next !== undefined) this.#connect(next, next.policy);
  }

  sweep(nowMs: number): void {
    for (const connection of [...this.#idle]) if (connection.isExpired(nowMs)) connection.destroy();
  }

  close(): void {
    for (const connection of [...this.#connections]) connection.destroy();
  }

  #takeIdle(): UpstreamConnection | undefined {
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

  #connect(user: UpstreamUser, policy: TrafficPolicy): void {
    const connection = new UpstreamConnection(this, this.#limits, this.#clock, policy.connectTimeoutMs);
    this.#connections.add(connection);
    this.#gauges.upstreamConnections++;
    connection.assign(user);
  }
}
