import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { ServedService } from '../../lib/protocol/ingest/agent-message';
import type { AccessLogFormat } from '../telemetry/format-access-log';

/** The service an agent's workload serves. */
export interface ServedName {
  name: string;
  namespace: string;
  port: number;
  protocol: ServedService['protocol'];
}

/** Everything an agent is told at its start, whatever verb started it. */
export interface AgentSettings {
  role: 'sidecar' | 'gateway';
  agentId: string;
  identity: WorkloadIdentity;
  service: ServedName | undefined;
  /** Where other agents reach the inbound side, when its own address does not say so. */
  advertise: string | undefined;
  consoleUrl: string;
  readToken: () => Promise<string>;
  compress: boolean;
  bufferBytes: number;
  /** Bound of the spans kept for when they are asked for; 0 keeps none. */
  traceRingBytes: number;
  spillFile: string | undefined;
  spillBytes: number;
  /** Where the last good configuration is kept; undefined keeps none. */
  stateFile: string | undefined;
  accessLog: { path: string; format: AccessLogFormat } | undefined;
  /** How long requests in flight and telemetry get at the end. */
  drainMs: number;
  flushMs: number;
  /** Whether /stats/prometheus tells operations apart. */
  withOperation: boolean;
  log: (message: string) => void;
}
