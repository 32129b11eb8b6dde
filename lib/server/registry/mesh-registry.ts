import type { RegistrySnapshot } from '../../mesh/registry/service';
import type { AgentStatus, Hello } from '../../protocol/ingest/agent-message';

/** What was last sent of the configuration to an agent. */
export interface ConfigPushState {
  sentAtMs: number | undefined;
  answeredAtMs: number | undefined;
  /** How much of it is for this agent. */
  objects: number;
  services: number;
}

/** One agent as the console knows it, connected or gone a while ago. */
export interface AgentState {
  readonly hello: Hello;
  /** The last status it sent, undefined before the first. */
  readonly status: AgentStatus | undefined;
  /** Share of one core between its last two statuses, 0..100. */
  readonly cpuPercent: number;
  readonly connected: boolean;
  /** Known from before the console restarted and not back yet: nobody can say how it is. */
  readonly isAwaited: boolean;
  /** Where it connected from. */
  readonly remoteAddress: string;
  readonly connectedAtMs: number;
  readonly lastSeenMs: number;
  readonly wantedRevision: number;
  readonly ackedRevision: number;
  readonly nackReason: string | undefined;
  readonly push: ConfigPushState;
  /** Batches acknowledged and connections made since the console started. */
  readonly ackedBatches: number;
  readonly reconnects: number;
}

/** What is in the mesh now, read synchronously: the agents and the services they register. */
export interface MeshRegistry {
  /** Every known agent, connected ones first. */
  agents(): readonly AgentState[];
  /** What agents route by. */
  snapshot(): RegistrySnapshot;
  /** Grows with every change of an agent or a service. */
  version(): number;
}
