import type { Agent } from '@/lib/protocol/api/agents';

/** An agent with nothing to complain about. */
export function makeAgent(rest: Partial<Agent> = {}): Agent {
  return {
    agentId: 'a-1',
    role: 'sidecar',
    namespace: 'shop',
    workload: 'orders-v1',
    app: 'orders',
    version: 'v1',
    agentVersion: '0.1.0',
    hostname: 'host',
    pid: 1,
    address: '127.0.0.1:15006',
    connected: true,
    state: 'ready',
    appReady: true,
    startedAt: 0,
    connectedAt: 0,
    lastSeen: 0,
    wantedRevision: 3,
    ackedRevision: 3,
    nackReason: null,
    rssBytes: 50_000_000,
    cpuPercent: 1,
    openConnections: 1,
    inFlight: 0,
    bufferedBytes: 0,
    bufferLimitBytes: 1_000,
    unackedBatches: 0,
    ackedBatches: 10,
    reconnects: 0,
    drops: { points: 0, logs: 0, spans: 0, batches: 0 },
    certificate: null,
    services: [],
    ...rest,
  };
}
