import type { AgentStatus, Hello } from '@/lib/protocol/ingest/agent-message';
import { INGEST_PROTOCOL } from '@/lib/protocol/ingest/limits';

/** The first words of the sidecar of one replica of `app`. */
export function helloOf(app: string, parts: Partial<Hello> = {}): Hello {
  return {
    type: 'hello',
    protocol: INGEST_PROTOCOL,
    agentId: `${app}-1`,
    epoch: 'epoch-1',
    agentVersion: '0.1.0',
    hostname: 'host',
    pid: 1,
    startedAtMs: 1,
    role: 'sidecar',
    identity: {
      cluster: 'default',
      namespace: 'shop',
      workload: `${app}-v1`,
      app,
      version: 'v1',
      canonicalService: app,
      canonicalRevision: 'v1',
      principal: `spiffe://cluster.local/ns/shop/sa/${app}`,
      labels: { app, version: 'v1' },
    },
    services: [
      { name: app, namespace: 'shop', port: 80, protocol: 'http', address: '10.0.0.1', targetPort: 15006 },
    ],
    firstSequence: 1,
    configRevision: 0,
    features: [],
    ...parts,
  };
}

/** A sidecar whose application listens. */
export function statusOf(parts: Partial<AgentStatus> = {}): AgentStatus {
  return {
    type: 'status',
    atMs: 1_000,
    state: 'ready',
    appReady: true,
    rssBytes: 1,
    cpuSeconds: 1,
    openConnections: 0,
    inFlight: 0,
    bufferedBytes: 0,
    bufferLimitBytes: 1,
    unackedBatches: 0,
    drops: { points: 0, logs: 0, spans: 0, batches: 0 },
    ...parts,
  };
}
