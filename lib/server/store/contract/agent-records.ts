import type { AgentStatus, Hello } from '../../../protocol/ingest/agent-message';

/** What the console remembers of an agent across its own restarts. */
export interface AgentRecord {
  hello: Hello;
  /** Last state it reported. */
  status: AgentStatus | null;
  firstSeenMs: number;
  lastSeenMs: number;
  /** Set while it is not connected. */
  disconnectedAtMs: number | null;
}

export interface AgentRecords {
  /** All of them or none. */
  saveAgents(records: readonly AgentRecord[]): Promise<void>;
  listAgents(): Promise<AgentRecord[]>;
  forgetAgent(agentId: string): Promise<void>;
}
