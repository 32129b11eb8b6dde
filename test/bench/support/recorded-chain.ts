import { randomBytes, randomUUID } from 'node:crypto';
import { Agent } from '@/agent/runtime/agent';
import type { ExchangeRecord } from '@/agent/telemetry/exchange-record';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import { serviceHost } from '@/lib/mesh/identity/workload-identity';
import { agentToken } from '../../integration/support/agent-token';
import type { ConsoleProcess } from '../../integration/support/console-process';
import { makeExchange } from '../../unit/agent/support/make-exchange';
import { makeSettings } from '../../unit/agent/support/make-settings';

const NAMESPACE = 'bench';
const PORT = 9080;
const RING_BYTES = 16 * 1024 * 1024;
const BUFFER_BYTES = 64 * 1024 * 1024;
/** Milliseconds a hop takes by itself: the middle, and how far it spreads (of its logarithm). */
const OWN_MS = 4;
const SPREAD = 0.4;

/** One request through the whole chain. */
interface RecordedRequest {
  traceId: string;
  code: number;
  sampled: boolean;
}

/**
 * Agents in this process, whole but for their listeners: what their proxies would hand over for a request is made up, and
 * recorded, kept, alerted, asked for and sent as always.
 */
export class RecordedChain {
  readonly agents: readonly Agent[];
  private readonly hops: number;

  private constructor(agents: readonly Agent[], hops: number) {
    this.agents = agents;
    this.hops = hops;
  }

  static async start(console: ConsoleProcess, hops: number): Promise<RecordedChain> {
    const names = ['entry', ...Array.from({ length: hops }, (_, at) => `hop-${at + 1}`)];
    const agents = names.map((name) => {
      const identity = describeWorkload({ name, version: 'v1', namespace: NAMESPACE });
      return new Agent(
        makeSettings({
          agentId: `${name}-v1.${NAMESPACE}@bench:${PORT}`,
          identity,
          service: { name, namespace: NAMESPACE, port: PORT, protocol: 'http' },
          consoleUrl: console.url,
          readToken: () => agentToken(console),
          bufferBytes: BUFFER_BYTES,
          traceRingBytes: RING_BYTES,
          compress: true,
          flushMs: 10_000,
        }),
      );
    });
    await Promise.all(agents.map((agent) => agent.start()));
    await Promise.all(agents.map((agent) => agent.waitForConfig(20_000)));
    return new RecordedChain(agents, hops);
  }

  /** Records both sides of every call of a request that ends now, the innermost first. */
  record({ traceId, code, sampled }: RecordedRequest): void {
    const endMs = Date.now();
    const requestId = randomUUID();
    const ids = Array.from({ length: this.hops * 2 }, () => randomBytes(8).toString('hex'));
    let durationMs = 0;
    for (let hop = this.hops; hop >= 1; hop--) {
      durationMs += OWN_MS * Math.exp(SPREAD * normal());
      const own = { traceId, sampled, requestId, responseCode: code, path: `/status/${code}` };
      const client = (hop - 1) * 2;
      this.note(
        hop,
        'inbound',
        { ...own, durationMs, spanId: ids[client + 1] ?? '', parentSpanId: ids[client] },
        endMs,
      );
      durationMs += 0.2;
      this.note(
        hop,
        'outbound',
        { ...own, durationMs, spanId: ids[client] ?? '', parentSpanId: ids[client - 1] },
        endMs,
      );
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.agents.map((agent) => agent.stop()));
  }

  private note(
    hop: number,
    direction: ExchangeRecord['direction'],
    own: Partial<ExchangeRecord> & { durationMs: number },
    endMs: number,
  ): void {
    const [caller, callee] = [this.agents[hop - 1], this.agents[hop]];
    if (caller === undefined || callee === undefined) return;
    const { name = '', namespace = '' } = callee.settings.service ?? {};
    const host = serviceHost(name, namespace);
    const isInbound = direction === 'inbound';
    (isInbound ? callee : caller).recorder.record(
      makeExchange({
        ...own,
        direction,
        startedAtMs: endMs - own.durationMs,
        authority: `${name}.${namespace}:${PORT}`,
        service: { host, name, namespace, port: PORT },
        peer: (isInbound ? caller : callee).settings.identity,
        upstreamCluster: isInbound ? `inbound|${PORT}||` : `outbound|${PORT}||${host}`,
        operation: `${host}:${PORT}/*`,
      }),
    );
  }
}

/** Box and Muller. */
function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}
