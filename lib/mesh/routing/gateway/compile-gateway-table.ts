import type { ServerTls } from '../../config/kinds/gateway';
import type { PlannedRoute } from '../compile-context';
import { RouteConfigBuilder } from '../route-config-builder';
import { barePlan } from '../route-plan';
import type { FilterChain, ListenerPlan, ListenerTls, RouteConfig, RouteTable } from '../route-table';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import { compileClusters } from '../sidecar/compile-sidecar-table';
import { visibleServices } from '../visibility';
import { type GatewayServer, isHttpServer, isPassthrough, routeConfigName } from './gateway-server';
import { istioServers } from './istio-servers';
import { kubernetesServers } from './kubernetes-servers';
import { type MergedListener, mergeServers } from './merge-servers';

/** The table of a gateway: a listener for every port of the Gateways that select it. */
export function compileGatewayTable(mesh: RoutingMesh, proxy: RoutingProxy): RouteTable {
  const services = visibleServices(mesh.services, proxy.namespace);
  const servers = [...istioServers(mesh, proxy, services), ...kubernetesServers(mesh, proxy, services)];
  const clusters = new Map(compileClusters(mesh, proxy, services));
  for (const cluster of servers.flatMap((server) => server.clusters)) clusters.set(cluster.name, cluster);
  return {
    httpByPort: new Map(),
    httpProxies: new Map(),
    otherPorts: new RouteConfigBuilder('').build(undefined),
    listeners: mergeServers(servers).flatMap(planListener),
    tcp: [],
    clusters,
  };
}

/** A listener without anything to do is not opened. */
function planListener({ address, port, servers }: MergedListener): ListenerPlan[] {
  const plain = servers.filter((server) => server.protocol === 'http');
  const others = servers.filter((server) => server.protocol !== 'http');
  const chains = [...(plain.length === 0 ? [] : [plainChain(plain)]), ...others.flatMap(serverChains)];
  return chains.length === 0 ? [] : [{ name: `${address}_${port}`, address, port, chains }];
}

function plainChain(servers: readonly GatewayServer[]): FilterChain {
  return { ...bareChain(servers, ''), transport: 'any', http: compileConfig(servers) };
}

function serverChains(server: GatewayServer): FilterChain[] {
  const base = { ...bareChain([server], server.portName), tls: tlsOf(server) };
  const transport = server.tls === undefined ? 'any' : 'tls';
  if (isHttpServer(server)) {
    return [{ ...base, transport, serverNames: namesOf(server.serverNames), http: compileConfig([server]) }];
  }
  return server.streams().map(({ serverNames, plan }) => ({
    ...base,
    transport,
    serverNames: namesOf(serverNames),
    tcp: plan,
  }));
}

/** `*` takes every name, and connections without one. */
function namesOf(names: readonly string[]): readonly string[] {
  return names.includes('*') ? [] : names;
}

function bareChain(servers: readonly GatewayServer[], name: string): FilterChain {
  return {
    name,
    serverNames: [],
    transport: 'plain',
    destinations: [],
    tls: undefined,
    http: undefined,
    tcp: undefined,
    origins: servers.map(({ origin }) => origin),
  };
}

function tlsOf(server: GatewayServer): ListenerTls | undefined {
  const { tls } = server;
  if (tls === undefined || isPassthrough(server)) return undefined;
  return { mode: modeOf(tls), settings: tls, namespace: server.gateway.split('/')[0] ?? '' };
}

function modeOf({ mode }: ServerTls): ListenerTls['mode'] {
  return mode === 'MUTUAL' || mode === 'ISTIO_MUTUAL' || mode === 'OPTIONAL_MUTUAL' ? mode : 'SIMPLE';
}

/** The virtual hosts of servers that share a port: routes of one host are put together, what takes everything goes last. */
function compileConfig(servers: readonly GatewayServer[]): RouteConfig {
  const [first] = servers;
  if (first === undefined) throw new Error('A route configuration belongs to a server');
  const byDomain = new Map<string, { name: string; routes: PlannedRoute[]; redirects: boolean }>();
  for (const server of servers) {
    const redirected = server.redirectsToTls
      ? server.serverNames.map((domain) => ({ domain, routes: [] }))
      : [];
    for (const { domain, routes } of [...server.hosts(), ...redirected]) {
      const host = byDomain.get(domain) ?? {
        name: `${domain}:${server.serverPort}`,
        routes: [],
        redirects: false,
      };
      byDomain.set(domain, host);
      host.routes.push(...routes);
      host.redirects ||= server.redirectsToTls;
    }
  }
  const builder = new RouteConfigBuilder(routeConfigName(first));
  for (const [domain, { name, routes, redirects }] of byDomain) {
    const sorted = [
      ...(redirects ? [REDIRECT_TO_TLS] : []),
      ...routes.filter(({ test }) => test !== undefined),
      ...routes.filter(({ test }) => test === undefined),
    ];
    builder.add(name, { full: [domain], short: [] }, () => sorted);
  }
  if (byDomain.size === 0) {
    builder.add(`blackhole:${first.serverPort}`, { full: ['*'], short: [] }, () => []);
  }
  return builder.build(undefined);
}

/** What a server with `httpsRedirect` does with plain requests before any rule is asked. */
const REDIRECT_TO_TLS: PlannedRoute = {
  test: ({ scheme }) => scheme !== 'https',
  mismatch: () => 'the request came by https already',
  plan: barePlan(
    {
      kind: 'redirect',
      status: 301,
      scheme: 'https',
      host: undefined,
      port: undefined,
      rewrite: undefined,
      responseHeaders: [],
    },
    '',
  ),
};
