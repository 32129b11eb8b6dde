import type { MeshSettings } from '../../../lib/mesh/config/mesh-settings';
import type { ResourceSet } from '../../../lib/mesh/config/resource-set';

/** Answers what would become of one request; throws a UsageError for a request that is none. */
export type Simulator = (
  request: unknown,
  resources: ResourceSet,
  settings: MeshSettings,
) => Promise<unknown>;
