import type { Socket } from 'node:net';
import type { ConnectionLimits } from '../../lib/mesh/routing/effective-traffic-policy';
import { BROKEN_CUSTOM_DETAILS } from '../access/access-policy';
import { askAuthorizer } from '../access/external/ask-authorizer';
import { openConnection } from '../http2/open-connection';
import type { ServiceRef } from '../proxy/cluster/cluster-spec';
import type { ListenAddress } from '../proxy/listener';
import { LOCAL_REPLIES } from '../proxy/local-reply';
import { nameAddress } from '../proxy/own-app';
import type { ConnectionSecurity } from '../tls/connection-security';
import { connectionAccess, connectionQuestion } from './connection-access';
import { exchangesPeers, readGreeting } from './peer-exchange';
import { TcpConnection } from './tcp-connection';
import type { TcpEnvironment } from './tcp-environment';
import { createTcpRecord } from './tcp-record';

/** The workload behind an agent. */
export interface TcpApp {
  readonly address: ListenAddress;
  readonly service: ServiceRef;
  /** Bounds of connections to it. */
  readonly connections: ConnectionLimits;
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
  const letIn = (): void => {
    if (connection.isOver || !isAdmitted(connection, app, env)) return;
    if (!exchangesPeers(client)) {
      sendToApp(connection, app, env);
      return;
    }
    readGreeting(client, limits.firstByteMs, (peer) => {
      if (peer !== undefined) {
        record.peer = env.peers.intern(peer);
        client.write(env.greeting);
      }
      sendToApp(connection, app, env);
    });
  };
  askFirst(connection, app, env, letIn);
  return connection;
}

/** CUSTOM policies go before all others; as in Istio those whose authorizer knows HTTP alone leave connections alone. */
function askFirst(
  connection: TcpConnection,
  { service }: TcpApp,
  { access }: TcpEnvironment,
  letIn: () => void,
): void {
  const { external, tcp } = access.policy;
  if (external === undefined || (external !== 'broken' && external.protocol === 'http')) {
    letIn();
    return;
  }
  if (external === 'broken') {
    connection.refuse(BROKEN_CUSTOM_DETAILS);
    return;
  }
  const { record } = connection;
  if (tcp.findCustom(connectionAccess(record, service.port)) === undefined) {
    letIn();
    return;
  }
  void askAuthorizer(external, connectionQuestion(record), access.resolveHost).then((verdict) => {
    access.counters.external[verdict.kind]++;
    if (verdict.kind === 'ok' || (verdict.kind === 'error' && external.failOpen)) letIn();
    else connection.refuse(`ext_authz_${verdict.kind}`);
  });
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

function sendToApp(connection: TcpConnection, app: TcpApp, env: TcpEnvironment): void {
  if (connection.isOver) return;
  const { record } = connection;
  const { address, connections: bounds } = app;
  record.upstreamHost = nameAddress(address);
  const counts = countsOf(app, env);
  // As towards other hosts, one connection is always allowed.
  if (counts.open >= Math.max(1, bounds.maxConnections)) {
    connection.fail('UO');
    return;
  }
  counts.open++;
  connection.whenOver(() => {
    counts.open--;
  });
  const giveUp = openConnection({ address: address.host, port: address.port }, bounds, 'tcp', {
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

/** Open connections to an app, by its service. */
function countsOf({ service }: TcpApp, { appConnections }: TcpEnvironment): { open: number } {
  const known = appConnections.get(service) ?? { open: 0 };
  appConnections.set(service, known);
  return known;
}
