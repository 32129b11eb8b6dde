import { type ConfigObject, configKey } from '../config/config-object';
import { sharedLabels } from '../identity/shared-labels';
import { serviceAccountOf } from '../identity/spiffe-id';
import type { WorkloadIdentity } from '../identity/workload-identity';
import type { Endpoint, MeshService } from './service';

/**
 * What runs, as a cluster would list it: a Service for each host of the mesh, a ServiceEntry for each outside it, and a
 * Pod for each workload. Whoever reads configuration from files can read the mesh beside it. Sorted by name.
 */
export function toClusterObjects(services: readonly MeshService[]): ConfigObject[] {
  const byHost = new Map<string, MeshService[]>();
  for (const service of services) byHost.set(service.host, [...(byHost.get(service.host) ?? []), service]);
  const hosts = [...byHost.values()].flatMap((ports) => hostObject(ports) ?? []);
  return [...hosts, ...podsOf(services)].sort((a, b) => (configKey(a) < configKey(b) ? -1 : 1));
}

function hostObject(ports: readonly MeshService[]): ConfigObject | undefined {
  const [service] = ports;
  if (service === undefined) return undefined;
  const { host, name, namespace, location } = service;
  if (location === 'MESH_INTERNAL') {
    const spec = { selector: selectorOf(ports), ports: ports.map(portOf) };
    return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec };
  }
  const spec = {
    hosts: [host],
    location,
    resolution: 'STATIC',
    ports: ports.map(entryPort),
    endpoints: addressesOf(ports),
  };
  return { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name, namespace }, spec };
}

const portOf = ({ port, protocol }: MeshService) => ({
  ...(protocol === 'auto' ? {} : { name: `${protocol}-${port}` }),
  port,
});

const entryPort = ({ port, protocol }: MeshService) => ({
  number: port,
  name: `${protocol}-${port}`,
  ...(protocol === 'auto' ? {} : { protocol: protocol.toUpperCase() }),
});

/** What all workloads behind a host have in common; the name where none runs. */
function selectorOf(ports: readonly MeshService[]): Readonly<Record<string, string>> {
  let shared: Readonly<Record<string, string>> | undefined;
  for (const { workload } of ports.flatMap(({ endpoints }) => endpoints)) {
    if (workload !== undefined) shared = sharedLabels(shared, labelsOf(workload));
  }
  return shared === undefined || Object.keys(shared).length === 0 ? { app: ports[0]?.name ?? '' } : shared;
}

function addressesOf(ports: readonly MeshService[]): { address: string }[] {
  const addresses = ports.flatMap(({ endpoints }) => endpoints.map(({ address }: Endpoint) => address));
  return [...new Set(addresses)].map((address) => ({ address }));
}

function podsOf(services: readonly MeshService[]): ConfigObject[] {
  const pods = new Map<string, ConfigObject>();
  for (const { workload } of services.flatMap(({ endpoints }) => endpoints)) {
    if (workload === undefined) continue;
    const pod = podOf(workload);
    pods.set(configKey(pod), pod);
  }
  return [...pods.values()];
}

function podOf(workload: WorkloadIdentity): ConfigObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: workload.workload, namespace: workload.namespace, labels: labelsOf(workload) },
    spec: {
      serviceAccountName: serviceAccountOf(workload),
      containers: [{ name: 'app' }, { name: 'istio-proxy' }],
    },
  };
}

function labelsOf({ app, version, labels }: WorkloadIdentity): Readonly<Record<string, string>> {
  return { ...(app === '' ? {} : { app }), ...(version === '' ? {} : { version }), ...labels };
}
