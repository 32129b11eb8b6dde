import type { ConfigResource } from '../../config/resource';
import type { ResourceSet } from '../../config/resource-set';
import type { RoutedEndpoint, RoutedService, ServicePort } from '../routed-service';
import { protocolOfServicePort } from './port-protocol';
import { isSubset, type WorkloadInstance } from './workload-instance';

interface KubernetesPort {
  name?: string;
  port: number;
  protocol?: string;
  appProtocol?: string;
  targetPort?: number | string;
}

interface KubernetesService {
  type?: string;
  clusterIP?: string;
  clusterIPs?: readonly string[];
  externalName?: string;
  selector?: Record<string, string>;
  ports?: readonly KubernetesPort[];
}

const EXPORT_ANNOTATION = 'networking.istio.io/exportTo';

/** The services that Kubernetes Service objects declare. */
export function kubernetesServices(
  resources: ResourceSet,
  instances: readonly WorkloadInstance[],
  domain: string,
): RoutedService[] {
  return resources.list('Service').map((resource) => toRoutedService(resource, instances, domain));
}

function toRoutedService(
  resource: ConfigResource,
  instances: readonly WorkloadInstance[],
  domain: string,
): RoutedService {
  const { name, namespace: written, annotations, creationTimestamp } = resource.metadata;
  const namespace = written === '' ? 'default' : written;
  const spec = resource.spec as KubernetesService;
  const ports = (spec.ports ?? []).map(toPort);
  const isHeadless = spec.clusterIP === 'None';
  const isExternal = spec.type === 'ExternalName';
  return {
    host: `${name}.${namespace}.svc.${domain}`.toLowerCase(),
    namespace,
    source: 'Service',
    name,
    externalName: isExternal ? spec.externalName?.toLowerCase() : undefined,
    aliases: [],
    labels: resource.metadata.labels,
    ports,
    addresses: isHeadless ? [] : clusterAddresses(spec),
    location: isExternal ? 'MESH_EXTERNAL' : 'MESH_INTERNAL',
    resolution: isExternal ? 'DNS' : isHeadless ? 'NONE' : 'STATIC',
    exportTo: readExportTo(annotations[EXPORT_ANNOTATION]),
    createdAtMs: creationTimestamp,
    endpoints: isExternal ? externalEndpoint(spec, ports) : selectEndpoints(spec, namespace, instances),
  };
}

function clusterAddresses({ clusterIP, clusterIPs }: KubernetesService): readonly string[] {
  if (clusterIPs !== undefined && clusterIPs.length > 0) return clusterIPs;
  return clusterIP === undefined || clusterIP === '' ? [] : [clusterIP];
}

function toPort(port: KubernetesPort): ServicePort {
  return {
    number: port.port,
    name: port.name ?? '',
    protocol: protocolOfServicePort(port),
    targetPort: typeof port.targetPort === 'number' ? port.targetPort : port.port,
  };
}

function readExportTo(value: string | undefined): readonly string[] {
  return value === undefined ? [] : value.split(',').map((one) => one.trim());
}

function externalEndpoint(
  { externalName = '' }: KubernetesService,
  ports: readonly ServicePort[],
): RoutedEndpoint[] {
  return externalName === '' ? [] : [plainEndpoint(externalName, ports)];
}

/** An endpoint outside the mesh that listens where the service says. */
export function plainEndpoint(address: string, ports: readonly ServicePort[]): RoutedEndpoint {
  return {
    address,
    ports: new Map(ports.map(({ number, targetPort }) => [number, targetPort])),
    labels: {},
    workload: undefined,
    locality: '',
    weight: 1,
    agentId: undefined,
  };
}

function selectEndpoints(
  { selector, ports = [] }: KubernetesService,
  namespace: string,
  instances: readonly WorkloadInstance[],
): RoutedEndpoint[] {
  if (selector === undefined || Object.keys(selector).length === 0) return [];
  return instances
    .filter((instance) => instance.namespace === namespace && isSubset(selector, instance.labels))
    .map((instance) => toEndpoint(instance, ports));
}

function toEndpoint(instance: WorkloadInstance, ports: readonly KubernetesPort[]): RoutedEndpoint {
  return endpointOf(
    instance,
    new Map(ports.map((port) => [port.port, instance.port ?? targetOf(port, instance)])),
  );
}

function targetOf({ port, targetPort }: KubernetesPort, { namedPorts }: WorkloadInstance): number {
  if (typeof targetPort === 'string') return namedPorts.get(targetPort) ?? port;
  return targetPort ?? port;
}

/** The endpoint that a workload is for a service. */
export function endpointOf(instance: WorkloadInstance, ports: ReadonlyMap<number, number>): RoutedEndpoint {
  const { address, labels, workload, locality, weight, agentId } = instance;
  return { address, ports, labels, workload, locality, weight, agentId };
}
