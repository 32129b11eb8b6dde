import { localityOf } from '../../lib/mesh/identity/locality-of';
import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { OwnPort } from '../../lib/mesh/routing/inbound/own-port';
import { AccessControl } from '../access/access-control';
import { DEFAULT_PROXY_LIMITS, type ProxyLimits } from '../limits';
import type { Direction, Recorder } from '../telemetry/exchange-record';
import { type Clock, createClock } from './clock';
import type { Cluster } from './cluster/cluster';
import { ClusterMap } from './cluster/cluster-map';
import type { ClusterSpec, ServiceRef } from './cluster/cluster-spec';
import type { ConnectionGate } from './connection-gate';
import { createGatewayPipeline } from './gateway-pipeline';
import { createInboundPipeline } from './inbound-pipeline';
import type { Pipeline } from './layer';
import type { GatewayRoute } from './layers/route-gateway';
import type { Sampler } from './layers/trace';
import { type ListenAddress, Listener } from './listener';
import { listOpened, type OpenedListener } from './opened-listener';
import { createOutboundPipeline } from './outbound-pipeline';
import { followOwnApp } from './own-app';
import { PeerCache } from './peer-cache';
import { encodePeerMetadata } from './peer-metadata';
import { createGauges, type ProxyGauges } from './proxy-gauges';
import type { FindSpec, ProxySide } from './proxy-side';
import { createRandomSource, type RandomSource } from './random-source';
import { findClusterSpec, type RoutingTable } from './routing-table';
import { joinHostPort } from './split-authority';

export interface InboundOptions {
  readonly listen: ListenAddress;
  /** Where the app listens. */
  readonly app: ListenAddress;
  readonly service: ServiceRef;
  /** What rules say of the port now; those of the port that the agent was started for without it. */
  readonly rules?: () => OwnPort | undefined;
  /** What the app speaks; HTTP/1.1 without it. */
  readonly protocol?: 'http1' | 'http2' | 'client';
  /** Which connections may come in; without one all that speak plain text. */
  readonly gate?: ConnectionGate | undefined;
}

/** A listener of its own for one service: `--upstream reviews:9080=127.0.0.1:9001`. */
export interface FixedUpstream {
  readonly authority: string;
  readonly listen: ListenAddress;
}

/** An entrance for callers outside the mesh. */
export interface GatewayOptions {
  readonly listen: ListenAddress;
  /** What it was told to serve when it was started. */
  readonly routes: readonly GatewayRoute[];
  /** The port of the Gateways' servers that this listener stands for now; its own when absent. */
  readonly serverPort?: (() => number) | undefined;
  /** Which connections may come in; without one all that speak plain text. */
  readonly gate?: ConnectionGate | undefined;
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
  readonly opened: readonly OpenedListener[];
  readonly gateway: ListenAddress | undefined;
  readonly inbound: ListenAddress | undefined;
  readonly outbound: ListenAddress | undefined;
  readonly upstreams: readonly ListenAddress[];
  /** The clusters that were called, with what is known of their hosts. */
  listClusters(): readonly Cluster[];
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

  const place = { locality: localityOf(options.identity.labels), labels: options.identity.labels };
  const createSide = (direction: Direction, pipeline: Pipeline, findSpec: FindSpec): ProxySide => {
    const clusters = new ClusterMap({ limits, gauges, clock, random, place, ownAddresses });
    const { recorder } = options;
    const side = {
      direction,
      limits,
      clock,
      random,
      recorder,
      clusters,
      findSpec,
      pipeline,
      gauges,
      isDraining: false,
    };
    sides.push(side);
    return side;
  };
  const findOutbound: FindSpec = (name) => findClusterSpec(options.routingTable.routes, name);
  const open = async (
    side: ProxySide,
    address: ListenAddress,
    authority?: string,
    gate?: ConnectionGate,
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
    for (const side of sides) side.clusters.close();
  };
  const sweeper = startSweeper(limits, clock, listeners, sides);

  try {
    const inbound = await openInbound(
      options,
      (app, service) => {
        const pipeline = createInboundPipeline(
          app,
          options.routingTable,
          clock,
          service,
          options.sampler,
          own,
          peers,
          access,
        );
        return createSide('inbound', pipeline, app);
      },
      open,
    );
    const gateway = await openGateway(
      options,
      ({ listen, routes, serverPort }) => {
        const { identity, routingTable, sampler } = options;
        const port = serverPort ?? (() => listen.port);
        const pipeline = createGatewayPipeline(
          routes,
          routingTable,
          clock,
          port,
          identity.namespace,
          sampler,
          own,
          peers,
          access,
        );
        return createSide('outbound', pipeline, findOutbound);
      },
      open,
    );
    const outboundSide = createSide(
      'outbound',
      createOutboundPipeline(
        options.routingTable,
        clock,
        limits.authorities,
        options.sampler,
        own,
        peers,
        access,
      ),
      findOutbound,
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
    const listClusters = () => sides.flatMap((side) => side.clusters.list());
    const authorities = (options.upstreams ?? []).map(({ authority }) => authority);
    const opened = listOpened(authorities, { inbound, gateway, outbound, upstreams });
    return { recheck, opened, gateway, inbound, outbound, upstreams, gauges, listClusters, drain, close };
  } catch (error) {
    close();
    throw error;
  }
}

type OpenListener = (
  side: ProxySide,
  address: ListenAddress,
  authority: undefined,
  gate: ConnectionGate | undefined,
) => Promise<ListenAddress>;

async function openInbound(
  options: ProxyOptions,
  createSide: (app: () => ClusterSpec, service: ServiceRef) => ProxySide,
  open: OpenListener,
): Promise<ListenAddress | undefined> {
  const { inbound } = options;
  if (inbound === undefined) return undefined;
  const { app: address, gate, listen, protocol = 'http1', service } = inbound;
  const { identity, routingTable } = options;
  const { rules = () => routingTable.routes.ownPort } = inbound;
  const app = followOwnApp({ app: address, service, protocol, identity, rules });
  return open(createSide(app, service), listen, undefined, gate);
}

async function openGateway(
  options: ProxyOptions,
  createSide: (gateway: GatewayOptions) => ProxySide,
  open: OpenListener,
): Promise<ListenAddress | undefined> {
  const { gateway } = options;
  return gateway === undefined
    ? undefined
    : open(createSide(gateway), gateway.listen, undefined, gateway.gate);
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
    for (const side of sides) side.clusters.sweep(nowMs, side.findSpec);
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
