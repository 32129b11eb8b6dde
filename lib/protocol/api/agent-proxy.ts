import * as z from 'zod/mini';
import { proxyViewSchema } from '../ingest/proxy-view';
import { defineEndpoint } from './endpoint';

/** GET /api/agents/:id/proxy: asks the agent itself; 409 when it can't be asked, 503 when it does not answer. */
export const getAgentProxy = defineEndpoint({
  method: 'GET',
  path: '/api/agents/:id/proxy',
  summary: 'What one proxy holds now: listeners, routes, clusters, endpoints, certificates.',
  query: z.object({}),
  response: z.object({
    agentId: z.string(),
    /** Of the configuration the console wants it to run; `proxy.revision` is what it runs. */
    wantedRevision: z.number(),
    proxy: proxyViewSchema,
  }),
});

export type AgentProxyAnswer = z.infer<typeof getAgentProxy.response>;
