import type { ConfigResource } from '../../config/resource';
import type { MeshService } from '../../registry/service';
import type { RoutingProxy } from '../routing-proxy';

/** The agent a configuration is for. */
export type ScopeViewer = Omit<RoutingProxy, 'addresses'>;

/** What of a mesh one agent is sent. */
export interface AgentScope {
  services: readonly MeshService[];
  /** The same list for all agents that reach the same. */
  shared: readonly ConfigResource[];
  /** What is for workloads with its labels alone. */
  own: readonly ConfigResource[];
}
