import type { ServiceEntrySpec, WorkloadEntrySpec } from '../../config/kinds/service-entry';
import type { ConfigResource } from '../../config/resource';
import type { ResourceSet } from '../../config/resource-set';
import type { RoutedEndpoint, RoutedService, ServicePort } from '../routed-service';
import { endpointOf, plainEndpoint } from './kubernetes-services';
import { protocolOf } from './port-protocol';
import { isSubset, type WorkloadInstance } from './workload-instance';

/** The services that ServiceEntries declare: one for each host, wildcards among them. */
export function serviceEntryServices(
  resources: ResourceSet,
  instances: readonly WorkloadInstance[],
): RoutedService[] {
  return resources.list('ServiceEntry').flatMap((resource) => toRoutedServices(resource, instances));
}

function toRoutedServices(resource: ConfigResource, instances: readonly WorkloadInstance[]): RoutedService[] {
  const spec = resource.spec as ServiceEntrySpec;
  const namespace = resource.metadata.namespace === '' ? 'default' : resource.metadata.namespace;
  const ports = (spec.ports ?? []).flatMap(toPort);
  return (spec.hosts ?? []).map((host) => ({
    host: host.toLowerCase(),
    namespace,
    source: 'ServiceEntry' as const,
    name: undefined,
    externalName: undefined,
    aliases: [],
    labels: resource.metadata.labels,
    ports,
    addresses: spec.addresses ?? [],
    location: spec.location ?? 'MESH_EXTERNAL',
    resolution: spec.resolution ?? 'NONE',
    subjectAltNames: spec.subjectAltNames ?? [],
    exportTo: spec.exportTo ?? [],
    createdAtMs: resource.metadata.creationTimestamp,
    endpoints: findEndpoints(spec, host, namespace, ports, instances),
  }));
}

function toPort(port: NonNullable<ServiceEntrySpec['ports']>[number]): ServicePort[] {
  if (port.number === undefined) return [];
  return [
    {
      number: port.number,
      name: port.name ?? '',
      protocol: protocolOf(port.protocol),
      targetPort: port.targetPort ?? port.number,
    },
  ];
}

function findEndpoints(
  spec: ServiceEntrySpec,
  host: string,
  namespace: string,
  ports: readonly ServicePort[],
  instances: readonly WorkloadInstance[],
): RoutedEndpoint[] {
  const selector = spec.workloadSelector?.labels;
  if (selector !== undefined) {
    return instances
      .filter((instance) => instance.namespace === namespace && isSubset(selector, instance.labels))
      .map((instance) => selectedEndpoint(instance, ports));
  }
  if (spec.endpoints !== undefined && spec.endpoints.length > 0) {
    return spec.endpoints.map((endpoint) => writtenEndpoint(endpoint, ports));
  }
  const isLookedUp = spec.resolution === 'DNS' || spec.resolution === 'DNS_ROUND_ROBIN';
  return isLookedUp && !host.startsWith('*') ? [plainEndpoint(host, ports)] : [];
}

function selectedEndpoint(instance: WorkloadInstance, ports: readonly ServicePort[]): RoutedEndpoint {
  const targets = ports.map(({ number, name, targetPort }): [number, number] => [
    number,
    instance.port ?? instance.namedPorts.get(name) ?? targetPort,
  ]);
  return endpointOf(instance, new Map(targets));
}

function writtenEndpoint(endpoint: WorkloadEntrySpec, ports: readonly ServicePort[]): RoutedEndpoint {
  const targets = ports.map(({ number, name, targetPort }): [number, number] => [
    number,
    endpoint.ports?.[name] ?? targetPort,
  ]);
  return {
    ...plainEndpoint(endpoint.address ?? '', ports),
    ports: new Map(targets),
    labels: endpoint.labels ?? {},
    locality: endpoint.locality ?? '',
    weight: endpoint.weight ?? 1,
  };
}
