import type * as z from 'zod/mini';
import { serviceHost } from '../../mesh/identity/workload-identity';
import type { Agent, getAgents } from '../../protocol/api/agents';
import type { AgentStatus } from '../../protocol/ingest/agent-message';
import type { AgentState } from '../registry/mesh-registry';
import type { QueryContext } from './query-context';

type AgentsAnswer = z.infer<typeof getAgents.response>;

/** Every agent the console knows. */
export function listAgents(context: QueryContext): AgentsAnswer {
  const { registry } = context.sources;
  return { revision: registry.snapshot().revision, agents: registry.agents().map(toAgent) };
}

/** An agent as it travels. */
export function toAgent(agent: AgentState): Agent {
  const { hello, status } = agent;
  const { identity } = hello;
  return {
    agentId: hello.agentId,
    role: hello.role,
    namespace: identity.namespace,
    workload: identity.workload,
    app: identity.canonicalService,
    version: identity.version,
    agentVersion: hello.agentVersion,
    hostname: hello.hostname,
    pid: hello.pid,
    address: listenAddress(agent),
    connected: agent.connected,
    state: stateOf(agent),
    appReady: status?.appReady ?? false,
    ownPort: status?.ownPort ?? null,
    startedAt: hello.startedAtMs,
    connectedAt: agent.connectedAtMs,
    lastSeen: agent.lastSeenMs,
    wantedRevision: agent.wantedRevision,
    ackedRevision: agent.ackedRevision,
    nackReason: agent.nackReason ?? null,
    rssBytes: status?.rssBytes ?? 0,
    cpuPercent: agent.cpuPercent,
    openConnections: status?.openConnections ?? 0,
    inFlight: status?.inFlight ?? 0,
    bufferedBytes: status?.bufferedBytes ?? 0,
    bufferLimitBytes: status?.bufferLimitBytes ?? 0,
    unackedBatches: status?.unackedBatches ?? 0,
    ackedBatches: agent.ackedBatches,
    reconnects: agent.reconnects,
    drops: status?.drops ?? { points: 0, logs: 0, spans: 0, batches: 0 },
    certificate: toCertificate(status?.certificate),
    services: hello.services.map(({ name, namespace, port }) => ({
      host: serviceHost(name, namespace),
      port,
    })),
  };
}

function stateOf({ connected, isAwaited, status }: AgentState): Agent['state'] {
  if (connected) return status?.state ?? 'starting';
  return isAwaited ? 'awaited' : 'gone';
}

function toCertificate(certificate: AgentStatus['certificate']): Agent['certificate'] {
  if (certificate === undefined) return null;
  const { spiffeId, serialNumber, notBeforeMs, notAfterMs } = certificate;
  return { spiffeId, serialNumber, notBefore: notBeforeMs, notAfter: notAfterMs };
}

/** Where its workload is called, `address:port`; where it connected from when it serves nothing. */
function listenAddress({ hello, remoteAddress }: AgentState): string {
  const [served] = hello.services;
  if (served === undefined) return remoteAddress;
  const { address, targetPort } = served;
  const host = address === '' || address === '0.0.0.0' || address === '::' ? remoteAddress : address;
  return `${host.includes(':') ? `[${host}]` : host}:${targetPort}`;
}
