import { clusterName } from '../../lib/mesh/routing/cluster-plan';
import type { Endpoint } from '../proxy/cluster/cluster-spec';
import type { CompiledRoutes } from '../proxy/routing-table';

/** The endpoints of a service by its full host, or by its bare name. */
export function findEndpoints(
  { clusters }: Pick<CompiledRoutes, 'clusters'>,
  host: string,
  port: number,
): readonly Endpoint[] {
  const known = clusters.get(clusterName(host.toLowerCase(), '', port));
  if (known !== undefined || host.includes('.')) return known?.endpoints ?? [];
  for (const { endpoints, service } of clusters.values()) {
    if (service?.name === host && service.port === port) return endpoints;
  }
  return [];
}
