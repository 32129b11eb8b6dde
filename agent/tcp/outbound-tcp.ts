import type { Socket } from 'node:net';
import { chooseDestination } from '../../lib/mesh/routing/choose-destination';
import { findServiceRoute, listTcpRoutes } from '../../lib/mesh/routing/find-tcp-route';
import type { TcpPlan } from '../../lib/mesh/routing/route-table';
import { type ClusterSpec, PASSTHROUGH } from '../proxy/cluster/cluster-spec';
import type { HostAndPort } from '../proxy/split-authority';
import { joinHostPort } from '../proxy/split-authority';
import { awaitFirstBytes } from '../tls/await-first-bytes';
import { readClientHello } from '../tls/client-hello';
import { type ConnectionSecurity, PLAIN_CONNECTION } from '../tls/connection-security';
import { sendConnection } from './send-connection';
import { TcpConnection } from './tcp-connection';
import type { TcpEnvironment } from './tcp-environment';
import { createTcpRecord } from './tcp-record';

/** Passes a connection on by a plan: a destination by weight, and of that one host. */
export function forwardByPlan(
  client: Socket,
  plan: TcpPlan,
  security: ConnectionSecurity,
  env: TcpEnvironment,
): TcpConnection {
  const connection = openTcp(client, security, env);
  sendByPlan(connection, plan, undefined, env);
  return connection;
}

/**
 * Passes a connection of the app on to a service, as the tcp and tls routes of its VirtualServices say. Only where some of
 * them ask for a server name is the client waited for: of many protocols the server speaks first.
 */
export function forwardToService(client: Socket, to: HostAndPort, env: TcpEnvironment): TcpConnection {
  const connection = openTcp(client, PLAIN_CONNECTION, env);
  connection.record.authority = joinHostPort(to.host, to.port);
  const asksName = listTcpRoutes(env.routing.routes.table, nameOf(to)).some(
    ({ serverNames }) => serverNames.length > 0,
  );
  if (!asksName) {
    sendToService(connection, to, '', env);
    return connection;
  }
  const isEnough = (bytes: Buffer): boolean => readClientHello(bytes) !== 'more';
  awaitFirstBytes(
    client,
    env.limits.firstByteMs,
    (bytes) => {
      const hello = bytes === undefined ? 'none' : readClientHello(bytes);
      const serverName = typeof hello === 'string' ? '' : hello.serverName;
      connection.record.serverName = serverName;
      sendToService(connection, to, serverName, env);
    },
    isEnough,
  );
  return connection;
}

function openTcp(client: Socket, security: ConnectionSecurity, env: TcpEnvironment): TcpConnection {
  const record = createTcpRecord(client, 'outbound', security, env.clock.toEpochMs(env.clock.nowMs()));
  // Principals of what came in are not those of the connection that goes out.
  return new TcpConnection(client, { ...record, peerPrincipal: undefined, localPrincipal: undefined }, env);
}

function nameOf({ host, port }: HostAndPort): { name: string; port: number } {
  return { name: host.toLowerCase(), port };
}

function sendToService(
  connection: TcpConnection,
  to: HostAndPort,
  serverName: string,
  env: TcpEnvironment,
): void {
  const { table } = env.routing.routes;
  const routes = listTcpRoutes(table, nameOf(to));
  const route = findServiceRoute(routes, serverName);
  if (route !== undefined) sendByPlan(connection, route.plan, to, env);
  else if (routes.length > 0) connection.fail('NR');
  else sendElsewhere(connection, to, env);
}

/** No service of TCP: one of HTTP is called as it is, a stranger only where strangers may be called. */
function sendElsewhere(connection: TcpConnection, to: HostAndPort, env: TcpEnvironment): void {
  const { clusters, table } = env.routing.routes;
  const { record } = connection;
  const { name, port } = nameOf(to);
  const virtualHost = table.httpByPort.get(port)?.exact.get(name);
  const known = virtualHost?.domains.flatMap((host) => clusters.get(`outbound|${port}||${host}`) ?? [])[0];
  if (known !== undefined) {
    sendTo(connection, known, to, env);
    return;
  }
  const { action } = table.otherPorts.any?.notFound.plan ?? {};
  if (action?.kind === 'forward') {
    sendByPlan(connection, { ...action, origin: undefined }, to, env);
    return;
  }
  const isAllowed = action?.kind === 'passthrough';
  record.upstreamCluster = isAllowed ? PASSTHROUGH.name : 'BlackHoleCluster';
  if (!isAllowed) {
    connection.fail('UH');
    return;
  }
  sendTo(connection, PASSTHROUGH, to, env);
}

/** `to`: what the client asked for; a gateway's client asks by its server name alone. */
function sendByPlan(
  connection: TcpConnection,
  plan: TcpPlan,
  to: HostAndPort | undefined,
  env: TcpEnvironment,
): void {
  if (plan.destinations.length === 0) {
    connection.fail('NR');
    return;
  }
  const { cluster: name } = chooseDestination(plan, env.random.fraction());
  const spec = env.routing.routes.clusters.get(name);
  connection.record.upstreamCluster = name;
  if (spec === undefined) connection.fail('NC');
  else sendTo(connection, spec, to ?? namedByClient(connection, spec), env);
}

function sendTo(
  connection: TcpConnection,
  spec: ClusterSpec,
  to: HostAndPort | undefined,
  env: TcpEnvironment,
): void {
  const cluster =
    spec.reach === undefined || to === undefined
      ? env.clusters.getCluster(spec)
      : env.clusters.findClusterFor(spec, to);
  if (cluster === undefined) connection.fail('UH');
  else sendConnection(connection, cluster, env);
}

function namedByClient({ record }: TcpConnection, { service }: ClusterSpec): HostAndPort | undefined {
  if (record.serverName === undefined || record.serverName === '' || service === undefined) return undefined;
  return { host: record.serverName.toLowerCase(), port: service.port };
}
