import type { ConfigObject } from '../../mesh/config/config-object';
import type { ConfigResource } from '../../mesh/config/resource';
import type { MeshService } from '../../mesh/registry/service';
import type { AgentState } from '../registry/mesh-registry';

/** The configuration as it was right after a revision. */
export interface PastConfig {
  revision: number;
  objects: readonly ConfigObject[];
  resources: readonly ConfigResource[];
}

/** Who was there at a moment, and what they served. */
export interface PastMesh {
  agents: readonly AgentState[];
  services: readonly MeshService[];
}

/** Beside them, who had left a little before: what a peer sent to one of these did not go out of the mesh. */
export interface PastMembers extends PastMesh {
  left: readonly AgentState[];
}

/** What the mesh was. */
export interface Past {
  /** Undefined while what holds now held already. */
  configAt(atMs: number): Promise<PastConfig | undefined>;
  /** Undefined for the last minutes, of which what is known now holds. */
  meshAt(atMs: number): PastMembers | undefined;
  /** Agents that were gone before are forgotten, so what was wrong before cannot be told. */
  knowsMeshSinceMs(): number;
}
