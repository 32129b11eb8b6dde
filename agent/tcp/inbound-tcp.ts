import type { Socket } from 'node:net';
import { openConnection } from '../http2/open-connection';
import type { ServiceRef } from '../proxy/cluster/cluster-spec';
import { DEFAULT_POLICY } from '../proxy/cluster/cluster-spec';
import type { ListenAddress } from '../proxy/listener';
import { LOCAL_REPLIES } from '../proxy/local-reply';
import { joinHostPort } from '../proxy/split-authority';
import type { ConnectionSecurity } from '../tls/connection-security';
import { connectionAccess } from './connection-access';
import { exchangesPeers, readGreeting } from './peer-exchange';
import { TcpConnection } from './tcp-connection';
import type { TcpEnvironment } from './tcp-environment';
import { createTcpRecord } from './tcp-record';

/** The workload behind an agent. */
export interface TcpApp {
  readonly address: ListenAddress;
  readonly service: ServiceRef;
}

/** Passes a connection from outside on to the app, when the workload's policies let it in. */
export function forwardToApp(
  client: Socket,
  app: TcpApp,
  security: ConnectionSecurity,
  env: TcpEnvironment,
): TcpConnection {
  const { clock, limits } = env;
  const record = createTcpRecord(client, 'inbound', security, clock.toEpochMs(clock.nowMs()));
  record.service = app.service;
  record.upstreamCluster = `inbound|${app.address.port}||`;
  const connection = new TcpConnection(client, record, env);
  if (!isAdmitted(connection, app, env)) return connection;
  if (!exchangesPeers(client)) {
    sendToApp(connection, app);
    return connection;
  }
  readGreeting(client, limits.firstByteMs, (peer) => {
    if (peer !== undefined) {
      record.peer = env.peers.intern(peer);
      client.write(env.greeting);
    }
    sendToApp(connection, app);
  });
  return connection;
}

/** Whether policies let it in; one that they no longer do is refused. */
export function isAdmitted(
  connection: TcpConnection,
  { service }: TcpApp,
  { access }: TcpEnvironment,
): boolean {
  const { policies } = access.policy.tcp;
  if (policies.length === 0) return true;
  const decision = access.decide(access.policy.tcp, connectionAccess(connection.record, service.port));
  if (!decision.allowed) connection.refuse(decision.details);
  return decision.allowed;
}

function sendToApp(connection: TcpConnection, { address: { host, port } }: TcpApp): void {
  if (connection.isOver) return;
  const { record } = connection;
  const { connections: bounds } = DEFAULT_POLICY;
  record.upstreamHost = joinHostPort(host, port);
  const giveUp = openConnection({ address: host, port }, bounds, 'tcp', {
    onOpen(upstream) {
      connection.join(upstream, bounds);
      connection.answer();
    },
    onFailure({ cause, reason }) {
      connection.fail(`${LOCAL_REPLIES[cause].flags},URX`, reason);
    },
  });
  connection.client.once('close', giveUp);
}
