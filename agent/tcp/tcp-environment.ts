import type { AccessControl } from '../access/access-control';
import type { ProxyLimits } from '../limits';
import type { Clock } from '../proxy/clock';
import type { ClusterMap } from '../proxy/cluster/cluster-map';
import type { ServiceRef } from '../proxy/cluster/cluster-spec';
import type { PeerCache } from '../proxy/peer-cache';
import type { ProxyGauges } from '../proxy/proxy-gauges';
import type { RandomSource } from '../proxy/random-source';
import type { RoutingTable } from '../proxy/routing-table';
import type { Recorder } from '../telemetry/exchange-record';

/** What connections that are not HTTP need of the agent that carries them. */
export interface TcpEnvironment {
  readonly routing: RoutingTable;
  readonly access: AccessControl;
  readonly recorder: Recorder;
  readonly clusters: ClusterMap;
  readonly peers: PeerCache;
  /** Who we are, ready to be said to another proxy. */
  readonly greeting: Buffer;
  readonly limits: ProxyLimits;
  /** Open connections to the apps behind this agent. */
  readonly appConnections: WeakMap<ServiceRef, { open: number }>;
  readonly gauges: ProxyGauges;
  readonly clock: Clock;
  readonly random: RandomSource;
}
