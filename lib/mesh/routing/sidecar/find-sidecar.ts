import type { SidecarSpec } from '../../config/kinds/sidecar';
import type { ConfigResource } from '../../config/resource';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import { isSubset } from '../services/workload-instance';

/** The Sidecar that says what a proxy may reach: one that selects its workload, else its namespace's, else the mesh's. */
export function findSidecar(mesh: RoutingMesh, proxy: RoutingProxy): ConfigResource<SidecarSpec> | undefined {
  const sidecars = mesh.resources.list('Sidecar') as readonly ConfigResource<SidecarSpec>[];
  const own = sidecars.filter(({ metadata }) => metadata.namespace === proxy.namespace);
  return (
    own.find(
      ({ spec }) => hasSelector(spec) && isSubset(spec.workloadSelector?.labels ?? {}, proxy.labels),
    ) ??
    own.find(({ spec }) => !hasSelector(spec)) ??
    sidecars.find(
      ({ metadata, spec }) => metadata.namespace === mesh.settings.rootNamespace && !hasSelector(spec),
    )
  );
}

function hasSelector({ workloadSelector }: SidecarSpec): boolean {
  return Object.keys(workloadSelector?.labels ?? {}).length > 0;
}
