import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { inDefaultNamespace } from '@/lib/mesh/config/default-namespace';
import { DEFAULT_MESH_SETTINGS, type MeshSettings } from '@/lib/mesh/config/mesh-settings';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { createRoutingMesh, type RoutingMesh } from '@/lib/mesh/routing/routing-mesh';

/** What every routing case has: three services, two of them with workloads. */
const WORLD: readonly ConfigObject[] = ['reviews', 'ratings', 'empty'].flatMap((name): ConfigObject[] => [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { app: name }, ports: [{ name: 'http', port: 9080 }] },
  },
  ...(name === 'empty'
    ? []
    : [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: `${name}-v1`, namespace: 'shop' },
          spec: { template: { metadata: { labels: { app: name, version: 'v1' } } } },
        },
      ]),
]);

/** The mesh of a case: its objects beside those that every case has. */
export function meshOf(objects: readonly ConfigObject[], settings: object = {}): RoutingMesh {
  const resources = [...WORLD, ...objects].map((object, index) =>
    inDefaultNamespace(resourceOf(object, index)),
  );
  const mesh: MeshSettings = { ...DEFAULT_MESH_SETTINGS, ...settings };
  return createRoutingMesh([], createResourceSet(resources), mesh);
}
