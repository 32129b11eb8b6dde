import type { MeshSettings } from '../../config/mesh-settings';
import type { ResourceSet } from '../../config/resource-set';
import type { MeshService } from '../../registry/service';
import type { RoutedEndpoint, RoutedService, ServicePort } from '../routed-service';
import { agentServices } from './agent-services';
import { kubernetesServices } from './kubernetes-services';
import { serviceEntryServices } from './service-entries';
import { listInstances } from './workload-instance';

/**
 * All services of a mesh: what agents registered, what Kubernetes Services and ServiceEntries declare. Of one host in one
 * namespace there is one: ports and endpoints of all its declarations together.
 */
export function buildServices(
  registered: readonly MeshService[],
  resources: ResourceSet,
  settings: MeshSettings,
): RoutedService[] {
  const instances = listInstances(registered, resources);
  const exported = settings.defaults?.defaultServiceExportTo ?? ['*'];
  const domain = settings.clusterDomain === '' ? 'cluster.local' : settings.clusterDomain;
  const merged = new Map<string, RoutedService>();
  for (const service of [
    ...kubernetesServices(resources, instances, domain),
    ...agentServices(registered),
    ...serviceEntryServices(resources, instances),
  ]) {
    const key = `${service.namespace}/${service.host}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? service : mergeServices(known, service));
  }
  return resolveAliases(
    [...merged.values()].map((service) =>
      service.exportTo.length === 0 ? { ...service, exportTo: exported } : service,
    ),
  );
}

function mergeServices(first: RoutedService, second: RoutedService): RoutedService {
  return {
    ...first,
    ports: mergePorts(first.ports, second.ports),
    addresses: [...new Set([...first.addresses, ...second.addresses])],
    endpoints: mergeEndpoints(first.endpoints, second.endpoints),
  };
}

function mergePorts(first: readonly ServicePort[], second: readonly ServicePort[]): readonly ServicePort[] {
  const numbers = new Set(first.map(({ number }) => number));
  return [...first, ...second.filter(({ number }) => !numbers.has(number))];
}

/** An agent that a selector picked and that registered itself is one endpoint; what it says of itself is right. */
function mergeEndpoints(
  first: readonly RoutedEndpoint[],
  second: readonly RoutedEndpoint[],
): readonly RoutedEndpoint[] {
  const registered = new Set(second.flatMap(({ agentId }) => (agentId === undefined ? [] : [agentId])));
  return [...first.filter(({ agentId }) => agentId === undefined || !registered.has(agentId)), ...second];
}

/** An ExternalName of a service of the mesh is another name of that service; one of anything else stays a service. */
function resolveAliases(services: readonly RoutedService[]): RoutedService[] {
  const byHost = new Map(services.map((service) => [service.host, service]));
  const aliases = new Map<string, RoutedService[]>();
  for (const service of services) {
    const target = targetOf(service, byHost);
    if (target === undefined) continue;
    aliases.set(target.host, [...(aliases.get(target.host) ?? []), service]);
  }
  const resolved = new Set([...aliases.values()].flat());
  return services
    .filter((service) => !resolved.has(service))
    .map((service) => ({ ...service, aliases: aliases.get(service.host) ?? [] }));
}

/** Follows names that stand for names; a circle stands for nothing. */
function targetOf(
  service: RoutedService,
  byHost: ReadonlyMap<string, RoutedService>,
): RoutedService | undefined {
  const seen = new Set<RoutedService>();
  let current: RoutedService | undefined = service;
  while (current?.externalName !== undefined) {
    if (seen.has(current)) return undefined;
    seen.add(current);
    current = byHost.get(current.externalName);
  }
  return current === service ? undefined : current;
}
