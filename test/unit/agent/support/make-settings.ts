import type { AgentSettings } from '@/agent/runtime/agent-settings';
import { REVIEWS } from './make-exchange';

/** Settings of an agent for reviews that knows no console; a test changes what it is about. */
export function makeSettings(change: Partial<AgentSettings> = {}): AgentSettings {
  return {
    role: 'sidecar',
    agentId: 'reviews-v1.default@test:9080',
    identity: REVIEWS,
    service: { name: 'reviews', namespace: 'default', port: 9080, protocol: 'http' },
    advertise: undefined,
    consoleUrl: 'http://127.0.0.1:9',
    readToken: async () => 'secret',
    compress: false,
    bufferBytes: 1_000_000,
    traceRingBytes: 0,
    spillFile: undefined,
    spillBytes: 1_000_000,
    stateFile: undefined,
    accessLog: undefined,
    drainMs: 1_000,
    flushMs: 0,
    withOperation: false,
    log: () => {},
    ...change,
  };
}
