import { resourceOf } from '../../config/resource-of';
import { SECRET } from '../read/kubernetes-kinds';
import { readObject } from '../read/read-spec';
import type { Rule } from '../rule';

/** Stands for a MeshNetworks that was given apart from the cluster's objects. */
const MESH_NETWORKS = resourceOf({
  apiVersion: 'mesh.istio.io/v1alpha1',
  kind: 'MeshNetworks',
  metadata: { name: 'meshnetworks' },
});

const BUILT_IN = ['Mock', 'Kubernetes', 'External'];

export const unknownRegistry: Rule = {
  name: 'mesh/unknown-registry',
  codes: ['IST0126'],
  severity: 'error',
  inputs: ['ConfigMap', 'Secret'],
  why: 'Endpoints of that cluster get no network: traffic to them does not go through its gateway.',
  docs: 'https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshNetworks',
  check(snapshot, report) {
    const { networkRegistries, rootNamespace } = snapshot.facts;
    const known = new Set([
      ...BUILT_IN,
      ...snapshot
        .list('Secret')
        .filter(({ metadata }) => metadata.labels['istio/multiCluster'] === 'true')
        .flatMap((secret) => Object.keys(readObject(secret, SECRET).data ?? {})),
    ]);
    const resource =
      snapshot
        .list('ConfigMap')
        .find(({ metadata }) => metadata.name === 'istio' && metadata.namespace === rootNamespace) ??
      MESH_NETWORKS;
    for (const [network, registries] of Object.entries(networkRegistries)) {
      for (const registry of registries) {
        if (known.has(registry)) continue;
        report(resource, {
          path: 'data.meshNetworks',
          message: `Network ${network} takes endpoints from "${registry}", which is no registry: no Secret labelled istio/multiCluster=true has it`,
        });
      }
    }
  },
};
