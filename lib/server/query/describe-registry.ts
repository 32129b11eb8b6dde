import type * as z from 'zod';
import { toClusterObjects } from '../../mesh/registry/to-cluster-objects';
import type { getRegistry } from '../../protocol/api/registry';
import type { QueryContext } from './query-context';

/** What runs, as objects of a cluster. */
export function describeRegistry({ sources }: QueryContext): z.input<typeof getRegistry.response> {
  const { revision, services } = sources.registry.snapshot();
  const objects = toClusterObjects(services) as z.input<typeof getRegistry.response>['objects'];
  return { revision, objects };
}
