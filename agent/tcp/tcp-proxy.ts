import { createServer, type Server, type Socket } from 'node:net';
import type { PeerMode } from '../../lib/mesh/access/peer-authentication';
import { localityOf } from '../../lib/mesh/identity/locality-of';
import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { TcpPlan } from '../../lib/mesh/routing/route-table';
import type { AccessControl } from '../access/access-control';
import { DEFAULT_PROXY_LIMITS, type ProxyLimits } from '../limits';
import { createClock } from '../proxy/clock';
import type { Cluster } from '../proxy/cluster/cluster';
import { ClusterMap } from '../proxy/cluster/cluster-map';
import type { ListenAddress } from '../proxy/listener';
import { PeerCache } from '../proxy/peer-cache';
import { createGauges, type ProxyGauges } from '../proxy/proxy-gauges';
import { createRandomSource } from '../proxy/random-source';
import { findClusterSpec, type RoutingTable } from '../proxy/routing-table';
import type { HostAndPort } from '../proxy/split-authority';
import type { Recorder } from '../telemetry/exchange-record';
import type { ConnectionSecurity } from '../tls/connection-security';
import { forwardToApp, isAdmitted, type TcpApp } from './inbound-tcp';
import { forwardByPlan, forwardToService } from './outbound-tcp';
import { composeGreeting } from './peer-exchange';
import type { TcpConnection } from './tcp-connection';
import type { TcpEnvironment } from './tcp-environment';

export interface TcpProxyOptions {
  readonly routing: RoutingTable;
  readonly access: AccessControl;
  readonly recorder: Recorder;
  readonly identity: WorkloadIdentity;
  /** Istio's NAME: what tells this process from its siblings. */
  readonly instance: string;
  readonly limits?: Partial<ProxyLimits>;
}

const SWEEP_MS = 1_000;
const DRAIN_POLL_MS = 20;

/** Everything an agent carries that is not HTTP: listeners for services of TCP, and what gates hand over. */
export class TcpProxy {
  readonly gauges: ProxyGauges = createGauges();
  readonly #env: TcpEnvironment;
  /** The ports that were opened for the app, and the service behind each. */
  readonly opened: { readonly address: ListenAddress; readonly to: HostAndPort }[] = [];
  readonly #servers = new Set<Server>();
  readonly #outbound = new Set<TcpConnection>();
  readonly #inbound = new Map<TcpConnection, TcpApp>();
  readonly #sweeper: NodeJS.Timeout;

  constructor({ access, identity, instance, limits, recorder, routing }: TcpProxyOptions) {
    const bounds = { ...DEFAULT_PROXY_LIMITS, ...limits };
    const clock = createClock();
    const random = createRandomSource();
    const place = { locality: localityOf(identity.labels), labels: identity.labels };
    const { gauges } = this;
    const clusters = new ClusterMap({
      limits: bounds,
      gauges,
      clock,
      random,
      place,
      ownAddresses: new Set(),
    });
    this.#env = {
      routing,
      access,
      recorder,
      clusters,
      peers: new PeerCache(bounds.peers),
      greeting: composeGreeting(identity, instance),
      limits: bounds,
      appConnections: new WeakMap(),
      gauges,
      clock,
      random,
    };
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS).unref();
  }

  /** The clusters that were called, with what is known of their hosts. */
  listClusters(): readonly Cluster[] {
    return this.#env.clusters.list();
  }

  /** Opens a port for the app behind which one service is. */
  listen(address: ListenAddress, to: HostAndPort): Promise<ListenAddress> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      if (this.#hasRoom(socket)) this.#keep(forwardToService(socket, to, this.#env));
    });
    this.#servers.add(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: address.host, port: address.port, backlog: 1024 }, () => {
        server.removeListener('error', reject);
        const bound = server.address();
        const port = typeof bound === 'object' && bound !== null ? bound.port : address.port;
        const opened = { host: address.host, port };
        this.opened.push({ address: opened, to });
        resolve(opened);
      });
    });
  }

  /** A connection that a gateway's server passes on. */
  forward(client: Socket, plan: TcpPlan, security: ConnectionSecurity): void {
    if (this.#hasRoom(client)) this.#keep(forwardByPlan(client, plan, security, this.#env));
  }

  /** A connection for the workload. */
  receive(client: Socket, app: TcpApp, security: ConnectionSecurity): void {
    if (!this.#hasRoom(client)) return;
    const connection = forwardToApp(client, app, security, this.#env);
    this.#inbound.set(connection, app);
    connection.whenOver(() => this.#inbound.delete(connection));
  }

  /** Policies have changed: whom they let in no longer is turned out. */
  recheck(modeOf: (port: number) => PeerMode): void {
    for (const [connection, app] of this.#inbound) {
      const mode = modeOf(app.service.port);
      const isMutual = connection.record.localPrincipal !== undefined;
      if (mode !== 'PERMISSIVE' && (mode === 'STRICT') !== isMutual) connection.cut();
      else isAdmitted(connection, app, this.#env);
    }
  }

  /** Waits for those that came in to end, for `drainMs` at most, then cuts them. */
  async drainInbound(): Promise<void> {
    await this.#drain(() => [...this.#inbound.keys()]);
  }

  /** Accepts no more and does the same with all. */
  async drain(): Promise<void> {
    for (const server of this.#servers) server.close();
    await this.#drain(() => [...this.#inbound.keys(), ...this.#outbound]);
    clearInterval(this.#sweeper);
    this.#env.clusters.close();
  }

  #hasRoom(client: Socket): boolean {
    if (this.#outbound.size + this.#inbound.size < this.#env.limits.downstreamConnections) return true;
    this.gauges.refusedConnections++;
    client.destroy();
    return false;
  }

  #keep(connection: TcpConnection): void {
    this.#outbound.add(connection);
    connection.whenOver(() => this.#outbound.delete(connection));
  }

  async #drain(list: () => readonly TcpConnection[]): Promise<void> {
    const polls = Math.ceil(this.#env.limits.drainMs / DRAIN_POLL_MS);
    for (let i = 0; i < polls && list().length > 0; i++) {
      await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MS));
    }
    for (const connection of list()) connection.cut();
  }

  #sweep(): void {
    const { clock, clusters, routing } = this.#env;
    clock.adjust();
    clusters.sweep(clock.nowMs(), (name) => findClusterSpec(routing.routes, name));
  }
}
