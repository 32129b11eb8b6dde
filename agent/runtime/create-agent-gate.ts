import { chooseDestination } from '../../lib/mesh/routing/choose-destination';
import { findListener } from '../../lib/mesh/routing/find-filter-chain';
import type { TcpPlan } from '../../lib/mesh/routing/route-table';
import type { MeshConfig } from '../config/mesh-config';
import { DEFAULT_PROXY_LIMITS } from '../limits';
import type { ConnectionGate } from '../proxy/connection-gate';
import { GatewayGate } from '../proxy/gateway-gate';
import type { CompiledRoutes } from '../proxy/routing-table';
import { forwardConnection, type TcpTarget } from '../tcp/forward-connection';
import type { Recorder } from '../telemetry/exchange-record';
import { createCredentialSource } from '../tls/credential';
import type { MeshTls } from '../tls/mesh-tls';

interface AgentParts {
  readonly config: MeshConfig;
  readonly recorder: Recorder;
  readonly tls: MeshTls;
}

/** The gate of a gateway's listener, by the Gateways of the present configuration. */
export function createAgentGate(
  { config, recorder, tls }: AgentParts,
  serverPort: () => number,
): ConnectionGate {
  const { firstByteMs, handshakeMs, tunnelIdleMs, tunnelReportMs } = DEFAULT_PROXY_LIMITS;
  return new GatewayGate({
    plan: () => findListener(config.routes.table.listeners, serverPort()),
    credentials: () => createCredentialSource(config.snapshot.resources),
    refusals: tls.refusals,
    firstByteMs,
    handshakeMs,
    forward(socket, plan, serverName) {
      const found = chooseTarget(plan, config.routes);
      if (found === undefined) {
        socket.resetAndDestroy();
        return;
      }
      forwardConnection(socket, found.target, serverName, {
        recorder,
        connectTimeoutMs: found.connectTimeoutMs,
        reportMs: tunnelReportMs,
        idleMs: tunnelIdleMs,
        now: Date.now,
      });
    },
  });
}

/** A destination by weight, and any endpoint of it; undefined where there is none. */
function chooseTarget(
  plan: TcpPlan,
  { clusters }: Pick<CompiledRoutes, 'clusters'>,
): { target: TcpTarget; connectTimeoutMs: number } | undefined {
  if (plan.destinations.length === 0) return undefined;
  const cluster = clusters.get(chooseDestination(plan, Math.random()).cluster);
  const endpoints = cluster?.endpoints ?? [];
  const endpoint = endpoints[Math.floor(Math.random() * endpoints.length)];
  if (cluster === undefined || endpoint === undefined) return undefined;
  const { address, hostPort, port, tls, workload } = endpoint;
  const { name, policy, service } = cluster;
  return {
    target: { address, port, hostPort, tls, cluster: name, service, workload },
    connectTimeoutMs: policy.connections.connectTimeoutMs,
  };
}
