import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';

const drops = z.object({ points: z.number(), logs: z.number(), spans: z.number(), batches: z.number() });

/** One agent as the console sees it. */
export const agentSchema = z.object({
  agentId: z.string(),
  role: z.enum(['sidecar', 'gateway']),
  namespace: z.string(),
  workload: z.string(),
  app: z.string(),
  version: z.string(),
  agentVersion: z.string(),
  hostname: z.string(),
  pid: z.number(),
  /** `address:port` where callers reach its workload; the agent's own address when it serves none. */
  address: z.string(),
  connected: z.boolean(),
  /** `awaited`: known from before the console restarted and not back yet. */
  state: z.enum(['starting', 'ready', 'draining', 'gone', 'awaited']),
  appReady: z.boolean(),
  /** The port its process took for itself: direct calls to it pass the agent by, and are not seen. */
  ownPort: z.nullable(z.number()),
  startedAt: z.number(),
  connectedAt: z.number(),
  /** Epoch milliseconds of the last message. */
  lastSeen: z.number(),
  /** Revision the console wants it to run, the one it took, and why it refused one. */
  wantedRevision: z.number(),
  ackedRevision: z.number(),
  nackReason: z.nullable(z.string()),
  rssBytes: z.number(),
  /** Share of one core over the last status interval, 0..100. */
  cpuPercent: z.number(),
  openConnections: z.number(),
  inFlight: z.number(),
  bufferedBytes: z.number(),
  bufferLimitBytes: z.number(),
  unackedBatches: z.number(),
  ackedBatches: z.number(),
  reconnects: z.number(),
  drops,
  /** What it proves itself to other agents with; null without one. Times in epoch milliseconds. */
  certificate: z.nullable(
    z.object({
      spiffeId: z.string(),
      serialNumber: z.string(),
      notBefore: z.number(),
      notAfter: z.number(),
    }),
  ),
  services: z.array(z.object({ host: z.string(), port: z.number() })),
});

/** GET /api/agents */
export const getAgents = defineEndpoint({
  method: 'GET',
  path: '/api/agents',
  summary: 'Every agent: connection, versions, configuration, buffers and drops.',
  query: z.object({}),
  response: z.object({ revision: z.number(), agents: z.array(agentSchema) }),
});

export type Agent = z.infer<typeof agentSchema>;
