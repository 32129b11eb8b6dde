import type { MeshSettings } from '../../../mesh/config/mesh-settings';
import type { ConfigResource } from '../../../mesh/config/resource';
import type { WorkloadIdentity } from '../../../mesh/identity/workload-identity';
import type { MeshService } from '../../../mesh/registry/service';
import type { Finding } from '../../../mesh/rules/finding';
import type { Observations } from '../../../mesh/rules/traffic/observations';

/** What rules must know of the mesh besides its objects. */
export interface MeshView {
  services: readonly MeshService[];
  /** Everything that has an agent. */
  agents: readonly WorkloadIdentity[];
  settings: MeshSettings;
  now: number;
  /** What was sent lately; undefined while nobody looked. */
  observed?: Observations | undefined;
}

/** What is judged. */
export interface JudgedConfig {
  /** Objects that did not change are the very same as before. */
  resources: readonly ConfigResource[];
  /** Those of them that are not stored like this: what was observed says nothing of them. */
  drafts: ReadonlySet<ConfigResource>;
}

/** Everything that is wrong with a configuration in a mesh. Places may be missing: see `locateFindings`. */
export type Judge = (config: JudgedConfig, mesh: MeshView) => Promise<readonly Finding[]>;
