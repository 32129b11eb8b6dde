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

/** Everything that is wrong with a configuration in a mesh. Objects that did not change are the very same as before. */
export type Judge = (resources: readonly ConfigResource[], mesh: MeshView) => Promise<readonly Finding[]>;
