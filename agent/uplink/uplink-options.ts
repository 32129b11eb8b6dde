import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { AgentStatus, Hello } from '../../lib/protocol/ingest/agent-message';
import type { ConfigDelta } from '../../lib/protocol/ingest/console-message';
import type { ProxyView } from '../../lib/protocol/ingest/proxy-view';
import type { ConfigVerdict } from '../config/mesh-config';
import type { IdentityKeeper } from '../identity/identity-keeper';
import type { TraceCollector } from '../telemetry/collect/trace-collector';
import type { BatchBuffer } from './batch-buffer';

/** What of `hello` the agent says; the uplink adds what it knows itself. */
export type HelloFacts = Omit<
  Hello,
  'type' | 'protocol' | 'epoch' | 'firstSequence' | 'configRevision' | 'features'
>;

/** What of `status` the agent says; the uplink adds the buffer's state. */
export type StatusFacts = Omit<
  AgentStatus,
  'type' | 'bufferedBytes' | 'bufferLimitBytes' | 'unackedBatches' | 'drops'
>;

/** Takes configurations: the routing table and its owner. */
export interface ConfigTaker {
  takeSnapshot(snapshot: RegistrySnapshot): ConfigVerdict;
  takeDelta(delta: ConfigDelta): ConfigVerdict;
  refuse(reason: string): ConfigVerdict;
}

export interface UplinkOptions {
  consoleUrl: string;
  /** Asked before each attempt: a restarted console may have written another one. Rejects with what to do. */
  readToken: () => Promise<string>;
  epoch: string;
  buffer: BatchBuffer;
  config: ConfigTaker;
  /** Undefined for a conversation that only delivers what an earlier process left. */
  identity?: Pick<IdentityKeeper, 'greet' | 'lose' | 'take' | 'refuse'> | undefined;
  /** Undefined where no spans are kept. */
  collector?: Pick<TraceCollector, 'greet' | 'lose' | 'collect'> | undefined;
  /** Undefined for a conversation behind which no proxy is. */
  inspect?: (() => ProxyView) | undefined;
  hello: () => HelloFacts;
  status: () => StatusFacts;
  random: () => number;
  log: (message: string) => void;
  compress: boolean;
  /** How long to gather when the console has not said yet, milliseconds. */
  batchIntervalMs: number;
  statusIntervalMs: number;
  heartbeatMs: number;
  connectTimeoutMs: number;
  /** Pause after a refusal that trying again cannot help. */
  refusedPauseMs: number;
}

export const DEFAULT_UPLINK_TIMES = {
  batchIntervalMs: 200,
  statusIntervalMs: 5_000,
  heartbeatMs: 10_000,
  connectTimeoutMs: 10_000,
  refusedPauseMs: 60_000,
} as const;
