import type { AgentStatus } from '../../protocol/ingest/agent-message';
import type { AgentEntry } from './agent-entry';

/** Is told what happens to agents; must not throw. */
export interface RegistryObserver {
  /** A new connection; `isNewProcess` unless the same process came back. */
  onJoin(entry: AgentEntry, isNewProcess: boolean): void;
  onStatus(entry: AgentEntry, before: AgentStatus | undefined): void;
  onDisconnect(entry: AgentEntry): void;
  /** It did not come back in time, or said that it would go. */
  onGone(entry: AgentEntry): void;
  /** It is no longer shown. */
  onForgotten(agentId: string): void;
}
