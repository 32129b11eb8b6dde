import type { AgentStatus, Hello } from '../../protocol/ingest/agent-message';
import type { AgentState, ConfigPushState } from './mesh-registry';

/** The connection an agent is reached by. */
export interface AgentSession {
  readonly remoteAddress: string;
  /** A newer connection of the same agent took over. */
  replace(): void;
}

/** One agent as the registry holds it. */
export interface AgentEntry extends AgentState {
  hello: Hello;
  status: AgentStatus | undefined;
  cpuPercent: number;
  connected: boolean;
  isAwaited: boolean;
  remoteAddress: string;
  connectedAtMs: number;
  lastSeenMs: number;
  wantedRevision: number;
  ackedRevision: number;
  nackReason: string | undefined;
  push: ConfigPushState;
  ackedBatches: number;
  reconnects: number;
  firstSeenMs: number;
  session: AgentSession | undefined;
  /** While it is not connected: until then its endpoints stay. */
  graceUntilMs: number;
  /** Set once it counts as gone. */
  goneAtMs: number | undefined;
}

/** An agent that says hello for the first time. */
export function createAgentEntry(hello: Hello, nowMs: number): AgentEntry {
  return {
    hello,
    status: undefined,
    cpuPercent: 0,
    connected: false,
    isAwaited: false,
    remoteAddress: '',
    connectedAtMs: nowMs,
    lastSeenMs: nowMs,
    wantedRevision: 0,
    ackedRevision: 0,
    nackReason: undefined,
    push: { sentAtMs: undefined, answeredAtMs: undefined, objects: 0, services: 0 },
    ackedBatches: 0,
    reconnects: 0,
    firstSeenMs: nowMs,
    session: undefined,
    graceUntilMs: 0,
    goneAtMs: undefined,
  };
}

/** Whether traffic may be sent to it: its workload listens and it is not about to go. */
export function isServing(entry: AgentEntry): boolean {
  return (
    entry.goneAtMs === undefined && entry.status?.state !== 'draining' && entry.status?.appReady === true
  );
}
