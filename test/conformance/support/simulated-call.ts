import * as z from 'zod';
import { findFilterChains } from '@/lib/mesh/routing/find-filter-chain';
import { findHttpRoute } from '@/lib/mesh/routing/find-route';
import { findTcpRoute } from '@/lib/mesh/routing/find-tcp-route';
import { compileInbound } from '@/lib/mesh/routing/inbound/compile-inbound';
import {
  findInboundChain,
  type InboundChain,
  inboundChains,
  passthroughChains,
} from '@/lib/mesh/routing/inbound/inbound-chains';
import type { RouteDecision } from '@/lib/mesh/routing/route-plan';
import { type RouteRequest, splitTarget } from '@/lib/mesh/routing/route-request';
import type {
  ListenerPlan,
  ListenerTls,
  RouteConfig,
  RouteTable,
  TcpPlan,
} from '@/lib/mesh/routing/route-table';
import type { RoutingMesh } from '@/lib/mesh/routing/routing-mesh';
import type { RoutingProxy } from '@/lib/mesh/routing/routing-proxy';

/** A connection or request that arrives at a proxy. */
export const callSchema = z.object({
  protocol: z.enum(['http', 'http2', 'tcp']),
  port: z.number(),
  callMode: z.string().default(''),
  tls: z.enum(['plaintext', 'tls', 'mtls']).default('plaintext'),
  address: z.string().default('1.3.3.7'),
  path: z.string().default('/'),
  hostHeader: z.string().default(''),
  alpn: z.string().optional(),
  sni: z.string().optional(),
  mtlsSecretConfigName: z.string().optional(),
});

export type Call = z.infer<typeof callSchema>;

/** What a call came to; a field is absent where nothing was matched. */
export interface CallResult {
  error?: string;
  clusterMatched?: string;
  virtualHostMatched?: string;
  routeConfigMatched?: string;
  listenerMatched?: string;
}

/** The first protocol a call offers, in its TLS greeting or by its first bytes. */
function applicationOf({ alpn, protocol, tls }: Call): string {
  if (alpn !== undefined) return alpn;
  const byProtocol = {
    plaintext: { http: 'http/1.1', http2: 'h2c', tcp: '' },
    tls: { http: 'http/1.1', http2: 'h2', tcp: '' },
    mtls: { http: 'istio-http/1.1', http2: 'istio-h2', tcp: 'istio' },
  };
  return byProtocol[tls][protocol];
}

/** Answers a call at the listeners of a gateway. */
export function callGateway(table: RouteTable, call: Call): CallResult {
  const listener = table.listeners.find(({ port }) => port === call.port);
  if (listener === undefined) return { error: 'NoListener' };
  return { listenerMatched: listener.name, ...atListener(listener, call) };
}

function atListener(listener: ListenerPlan, call: Call): CallResult {
  const isTls = call.tls !== 'plaintext';
  const serverName = isTls ? (call.sni ?? call.hostHeader) : '';
  const chains = findFilterChains(listener, { isTls, serverName });
  const [chain] = chains;
  if (chain === undefined) return { error: 'NoFilterChain' };
  if (chains.length > 1) return { error: 'MultipleFilterChain' };
  const fault = tlsFault(chain.tls, call);
  if (fault !== undefined) return { error: fault };
  if (chain.tcp !== undefined) return { clusterMatched: clusterOf(chain.tcp) };
  if (call.protocol === 'tcp' || (isTls && chain.tls === undefined)) return { error: 'ProtocolError' };
  return chain.http === undefined ? { error: 'NoRoute' } : atRouteConfig(chain.http, call);
}

/** Whether the caller proves itself must fit what the chain asks for. */
function tlsFault(tls: ListenerTls | undefined, call: Call): string | undefined {
  if (tls === undefined) return undefined;
  const wantsMesh = tls.mode === 'ISTIO_MUTUAL' && call.mtlsSecretConfigName === undefined;
  const wantsOwn = tls.mode === 'MUTUAL' && call.mtlsSecretConfigName !== undefined;
  return (wantsMesh || wantsOwn) === (call.tls === 'mtls') ? undefined : 'mTLSError';
}

function atRouteConfig(config: RouteConfig, call: Call): CallResult {
  const decision = findHttpRoute(config, requestOf(call));
  const found = {
    routeConfigMatched: config.name,
    ...(decision.virtualHost === '' ? {} : { virtualHostMatched: decision.virtualHost }),
  };
  return { ...found, ...outcomeOf(decision) };
}

function outcomeOf({ virtualHost, plan }: RouteDecision): CallResult {
  switch (plan.action.kind) {
    case 'not-found':
      return { error: virtualHost === '' ? 'NoVirtualHost' : 'NoRoute' };
    case 'forward':
      return { clusterMatched: plan.action.destinations[0]?.cluster ?? '' };
    case 'redirect':
      return plan.origin === undefined ? { error: 'TLSRedirect(301)' } : {};
    case 'passthrough':
      return { clusterMatched: 'PassthroughCluster' };
    default:
      return {};
  }
}

function requestOf({ hostHeader, path, tls }: Call): RouteRequest {
  return {
    method: 'GET',
    scheme: tls === 'plaintext' ? 'http' : 'https',
    authority: hostHeader,
    ...splitTarget(path),
    headers: {},
  };
}

function clusterOf({ destinations }: TcpPlan): string {
  return destinations[0]?.cluster ?? '';
}

/** Answers a call that a sidecar's own workload makes. */
export function callOutbound(table: RouteTable, call: Call, unknown: string): CallResult {
  const isTls = call.tls !== 'plaintext';
  const serverName = isTls ? (call.sni ?? call.hostHeader) : '';
  const route = findTcpRoute(table, { address: call.address, port: call.port, serverName });
  const config = table.httpByPort.get(call.port);
  const isHttp = call.protocol !== 'tcp' && !isTls;
  const hasService = config?.virtualHosts.some(({ domains }) => !domains.includes('*')) === true;
  if (isHttp && hasService && config !== undefined && !ownsAddress(route, call)) {
    return { listenerMatched: `0.0.0.0_${call.port}`, ...atRouteConfig(config, call) };
  }
  return { clusterMatched: route === undefined ? unknown : clusterOf(route.plan) };
}

/** A TCP service of that very address goes before the HTTP services of the port. */
function ownsAddress(route: ReturnType<typeof findTcpRoute>, { address }: Call): boolean {
  return route?.addresses.includes(address) === true;
}

/** Answers a call that arrives at a sidecar for its workload. */
export function callInbound(mesh: RoutingMesh, proxy: RoutingProxy, call: Call): CallResult {
  const plan = compileInbound(mesh, proxy);
  const port = plan.ports.get(call.port);
  const chains = port === undefined ? passthroughChains(plan.modeOf(call.port)) : inboundChains(port);
  const chain = findInboundChain(chains, {
    isTls: call.tls !== 'plaintext',
    application: applicationOf(call),
  });
  if (chain === undefined) return { error: 'NoFilterChain' };
  const fault = inboundFault(chain, port?.tls?.mode, call);
  if (fault !== undefined) return { error: fault };
  const cluster = port?.cluster ?? 'InboundPassthroughCluster';
  const virtualHost = port === undefined ? 'inbound|http|0' : `inbound|http|${call.port}`;
  return {
    listenerMatched: 'virtualInbound',
    clusterMatched: cluster,
    ...(chain.content === 'http' ? { virtualHostMatched: virtualHost } : {}),
  };
}

function inboundFault(chain: InboundChain, ownMode: string | undefined, call: Call): string | undefined {
  if (chain.ends !== undefined) {
    const wantsProof = chain.ends === 'mesh-tls' || ownMode === 'MUTUAL';
    if (wantsProof !== (call.tls === 'mtls')) return 'mTLSError';
  }
  const isReadable = call.tls === 'plaintext' || chain.ends !== undefined;
  return chain.content === 'http' && (call.protocol === 'tcp' || !isReadable) ? 'ProtocolError' : undefined;
}
