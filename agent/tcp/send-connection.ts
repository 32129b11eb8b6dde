import type { Socket } from 'node:net';
import type { ProxyProtocolVersion } from '../../lib/mesh/routing/effective-traffic-policy';
import { mayConnect } from '../../lib/mesh/traffic/circuit-breaker';
import { hashText } from '../../lib/mesh/traffic/hash-text';
import { addressOf } from '../access/client-address';
import { openConnection } from '../http2/open-connection';
import type { Cluster } from '../proxy/cluster/cluster';
import type { ClusterHost } from '../proxy/cluster/cluster-host';
import type { Endpoint } from '../proxy/cluster/cluster-spec';
import type { ConnectFailure } from '../proxy/connect-failure';
import { LOCAL_REPLIES } from '../proxy/local-reply';
import { type ClientAddresses, writeProxyHeader } from '../proxy/write-proxy-header';
import { openTunnel } from './open-tunnel';
import { exchangesPeers, readGreeting } from './peer-exchange';
import type { TcpConnection } from './tcp-connection';
import type { TcpEnvironment } from './tcp-environment';

/** Envoy's flag behind that of the failure, once all tries are used up: a connection has one. */
const NO_FURTHER_TRY = 'URX';

/** Sends a connection to one host of a cluster, within its bounds; how that ended counts for the host's health. */
export function sendConnection(connection: TcpConnection, cluster: Cluster, env: TcpEnvironment): void {
  const { record } = connection;
  const { counts, spec } = cluster;
  const { connections: bounds, loadBalancing } = spec.policy;
  record.upstreamCluster = spec.name;
  record.service ??= spec.service;
  const bySource = loadBalancing.kind === 'CONSISTENT_HASH' && loadBalancing.key.kind === 'source-ip';
  const host = cluster.choose(
    bySource ? hashText(addressOf(record.downstreamRemoteAddress)) : undefined,
    undefined,
  );
  if (host === undefined) {
    connection.fail('UH');
    return;
  }
  if (!mayConnect(bounds, counts, host.activeRequests)) {
    connection.fail('UO');
    return;
  }
  occupy(connection, cluster, host, env);
  const endpoint = tellClient(host.endpoint, spec.policy.proxyProtocol, record);
  record.upstreamHost = endpoint.hostPort;
  record.peer ??= endpoint.workload === undefined ? undefined : env.peers.intern(endpoint.workload);
  const onFailure = ({ cause, reason }: ConnectFailure): void => {
    cluster.report(host, { kind: 'local-failure' });
    connection.fail(`${LOCAL_REPLIES[cause].flags},${NO_FURTHER_TRY}`, reason);
  };
  const onReached = (): void => {
    cluster.report(host, { kind: 'status', code: 200 });
    if (endpoint.tls === undefined) return;
    record.peerPrincipal = endpoint.tls.peerPrincipal();
    record.localPrincipal = endpoint.tls.localPrincipal();
  };
  const { tunnel } = spec.policy;
  const spoken = spec.protocol === 'http2' ? 'http2' : 'http1';
  let giveUp = openConnection(endpoint, bounds, tunnel === undefined ? 'tcp' : spoken, {
    onOpen(upstream) {
      if (tunnel === undefined) {
        onReached();
        converse(connection, upstream, cluster, env);
        return;
      }
      giveUp = openTunnel(upstream, tunnel, spoken, bounds.connectTimeoutMs, {
        onOpen(opened) {
          onReached();
          connection.join(opened, bounds);
          connection.answer();
        },
        onFailure,
      });
    },
    onFailure,
  });
  connection.client.once('close', () => giveUp());
}

function tellClient(
  endpoint: Endpoint,
  version: ProxyProtocolVersion | undefined,
  client: ClientAddresses,
): Endpoint {
  return version === undefined ? endpoint : { ...endpoint, preface: writeProxyHeader(version, client) };
}

/** Counts it against the cluster's bounds until it is over. */
function occupy(
  connection: TcpConnection,
  { counts }: Cluster,
  host: ClusterHost,
  { gauges }: TcpEnvironment,
): void {
  counts.connections++;
  gauges.upstreamConnections++;
  host.activeRequests++;
  host.totalRequests++;
  connection.whenOver(() => {
    counts.connections--;
    gauges.upstreamConnections--;
    host.activeRequests--;
  });
}

/** Another proxy is told who we are before the client's first byte, and says who it is before its own. */
function converse(connection: TcpConnection, upstream: Socket, { spec }: Cluster, env: TcpEnvironment): void {
  const { connections: bounds } = spec.policy;
  if (!exchangesPeers(upstream)) {
    connection.join(upstream, bounds);
    connection.answer();
    return;
  }
  upstream.write(env.greeting);
  connection.join(upstream, bounds);
  readGreeting(upstream, env.limits.firstByteMs, () => connection.answer());
}
