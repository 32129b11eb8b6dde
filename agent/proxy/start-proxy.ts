import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import { AccessControl } from '../access/access-control';
import { DEFAULT_PROXY_LIMITS, type ProxyLimits } from '../limits';
import type { Direction, Recorder } from '../telemetry/exchange-record';
import { type Clock, createClock } from './clock';
import { createGatewayPipeline } from './gateway-pipeline';
import type { InboundGate } from './inbound-gate';
import { createInboundPipeline } from './inbound-pipeline';
import type { Pipeline } from './layer';
import type { GatewayRoute } from './layers/route-gateway';
import type { Sampler } from './layers/trace';
import { type ListenAddress, Listener } from './listener';
import { createOutboundPipeline } from './outbound-pipeline';
import { PassthroughTargets } from './passthrough-targets';
import { PeerCache } from './peer-cache';
import { encodePeerMetadata } from './peer-metadata';
import { PoolMap } from './pool-map';
import { createGauges, type ProxyGauges } from './proxy-gauges';
import type { ProxySide } from './proxy-side';
import { createRandomSource, type RandomSource } from './random-source';
import {
  DEFAULT_TRAFFIC_POLICY,
  type Destination,
  type RoutingTable,
  type ServiceRef,
} from './routing-table';
import { joinHostPort } from './split-authority';

export interface InboundOptions {
  readonly listen: ListenAddress;
  /** Where the app listens. */
  readonly app: ListenAddress;
  readonly service: ServiceRef;
  /** Which connections may come in; without one all that speak plain text. */
  readonly gate?: InboundGate | undefined;
}

/** A listener of its own for one service: `--upstream reviews:9080=127.0.0.1:9001`. */
export interface FixedUpstream {
  readonly authority: string;
  readonly listen: ListenAddress;
}

/** An entrance for callers outside the mesh. */
export interface GatewayOptions {
  readonly listen: ListenAddress;
  readonly routes: readonly GatewayRoute[];
}

export interface ProxyOptions {
  readonly gateway?: GatewayOptions | undefined;
  readonly inbound?: InboundOptions | undefined;
  readonly outbound?: ListenAddress | undefined;
  readonly upstreams?: readonly FixedUpstream[];
  readonly routingTable: RoutingTable;
  readonly recorder: Recorder;
  readonly identity: WorkloadIdentity;
  /** Istio's NAME and node id: what tells this process from its siblings. */
  readonly instance: string;
  readonly sampler: Sampler;
  /** Who may reach the workload; everybody where it is left out. */
  readonly access?: AccessControl;
  readonly limits?: Partial<ProxyLimits>;
  readonly clock?: Clock;
  readonly random?: RandomSource;
}

export interface ProxyHandle {
  readonly gateway: ListenAddress | undefined;
  readonly inbound: ListenAddress | undefined;
  readonly outbound: ListenAddress | undefined;
  readonly upstreams: readonly ListenAddress[];
  readonly gauges: ProxyGauges;
  /** What the inbound gate takes has changed. */
  recheck(): void;
  /** Accepts no more, lets requests in flight end, within `drainMs`, then closes. */
  drain(): Promise<void>;
  /** Closes at once. */
  close(): void;
}

/** Opens the listeners and serves until drained or closed. */
export async function startProxy(options: ProxyOptions): Promise<ProxyHandle> {
  const limits = { ...DEFAULT_PROXY_LIMITS, ...options.limits };
  const clock = options.clock ?? createClock();
  const random = options.random ?? createRandomSource();
  const access = options.access ?? new AccessControl(options.identity);
  const gauges = createGauges();
  const peers = new PeerCache(limits.peers);
  const own = createPeerLines(options.identity, options.instance);
  const ownAddresses = new Set<string>();
  const listeners: Listener[] = [];
  const sides: ProxySide[] = [];

  const createSide = (direction: Direction, pipeline: Pipeline): ProxySide => {
    const pools = new PoolMap(limits, gauges, clock);
    const { recorder } = options;
    const side = { direction, limits, clock, random, recorder, pools, pipeline, gauges, isDraining: false };
    sides.push(side);
    return side;
  };
  const open = async (
    side: ProxySide,
    address: ListenAddress,
    authority?: string,
    gate?: InboundGate,
  ): Promise<ListenAddress> => {
    const listener = new Listener(side, authority, gate);
    listeners.push(listener);
    const bound = await listener.listen(address);
    for (const host of [bound.host, 'localhost', '127.0.0.1', '::1'])
      ownAddresses.add(joinHostPort(host, bound.port));
    return bound;
  };
  const close = (): void => {
    clearInterval(sweeper);
    for (const listener of listeners) listener.close();
    for (const side of sides) side.pools.close();
  };
  const sweeper = startSweeper(limits, clock, listeners, sides);

  try {
    const inbound = await openInbound(
      options,
      (app) => {
        return createSide('inbound', createInboundPipeline(app, options.sampler, own, peers, access));
      },
      open,
    );
    const gateway = await openGateway(
      options,
      ({ listen, routes }) => {
        const { routingTable, sampler } = options;
        const pipeline = createGatewayPipeline(
          routes,
          routingTable,
          sampler,
          own,
          peers,
          access,
          listen.port,
        );
        return createSide('outbound', pipeline);
      },
      open,
    );
    const strangers = new PassthroughTargets(limits.authorities, ownAddresses);
    const outboundSide = createSide(
      'outbound',
      createOutboundPipeline(
        options.routingTable,
        strangers,
        limits.authorities,
        options.sampler,
        own,
        peers,
      ),
    );
    const outbound = options.outbound === undefined ? undefined : await open(outboundSide, options.outbound);
    const upstreams: ListenAddress[] = [];
    for (const upstream of options.upstreams ?? []) {
      upstreams.push(await open(outboundSide, upstream.listen, upstream.authority));
    }
    const drain = () => drainAll(limits, gauges, listeners, sides).then(close);
    const recheck = (): void => {
      for (const listener of listeners) listener.recheck();
    };
    return { recheck, gateway, inbound, outbound, upstreams, gauges, drain, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function openInbound(
  options: ProxyOptions,
  createSide: (app: Destination) => ProxySide,
  open: (
    side: ProxySide,
    address: ListenAddress,
    authority: undefined,
    gate: InboundGate | undefined,
  ) => Promise<ListenAddress>,
): Promise<ListenAddress | undefined> {
  const { inbound } = options;
  if (inbound === undefined) return undefined;
  const { host, port } = inbound.app;
  const endpoint = { address: host, port, hostPort: joinHostPort(host, port), workload: options.identity };
  const app: Destination = {
    service: inbound.service,
    cluster: `inbound|${port}||`,
    routeName: 'default',
    endpoints: [endpoint],
    policy: { ...DEFAULT_TRAFFIC_POLICY, retries: { attempts: 0, perTryTimeoutMs: undefined } },
  };
  return open(createSide(app), inbound.listen, undefined, inbound.gate);
}

async function openGateway(
  options: ProxyOptions,
  createSide: (gateway: GatewayOptions) => ProxySide,
  open: (side: ProxySide, address: ListenAddress) => Promise<ListenAddress>,
): Promise<ListenAddress | undefined> {
  const { gateway } = options;
  return gateway === undefined ? undefined : open(createSide(gateway), gateway.listen);
}

function createPeerLines(identity: WorkloadIdentity, instance: string): string {
  const id = `sidecar~${instance}~${identity.workload}.${identity.namespace}`;
  return `x-envoy-peer-metadata-id: ${id}\r\nx-envoy-peer-metadata: ${encodePeerMetadata(identity, instance)}\r\n`;
}

/** One timer looks after every timeout that may be a little late: a timer a request would cost more than the request. */
function startSweeper(
  limits: ProxyLimits,
  clock: Clock,
  listeners: readonly Listener[],
  sides: readonly ProxySide[],
): NodeJS.Timeout {
  const shortest = Math.min(
    limits.headTimeoutMs,
    limits.streamIdleMs,
    limits.halfCloseGraceMs,
    limits.lingerMs,
    limits.tunnelReportMs,
    limits.upstreamIdleMs,
  );
  const everyMs = Math.min(1000, Math.max(10, shortest / 4));
  return setInterval(() => {
    clock.adjust();
    const nowMs = clock.nowMs();
    for (const listener of listeners) listener.sweep(nowMs);
    for (const side of sides) side.pools.sweep(nowMs);
  }, everyMs).unref();
}

const DRAIN_POLL_MS = 20;

async function drainAll(
  limits: ProxyLimits,
  gauges: ProxyGauges,
  listeners: readonly Listener[],
  sides: readonly ProxySide[],
): Promise<void> {
  for (const side of sides) side.isDraining = true;
  for (const listener of listeners) listener.drain();
  const polls = Math.ceil(limits.drainMs / DRAIN_POLL_MS);
  const isBusy = () => gauges.requestsInFlight > 0 || listeners.some((listener) => listener.hasUnsentBytes);
  for (let i = 0; i < polls && isBusy(); i++) {
    await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MS));
  }
}
