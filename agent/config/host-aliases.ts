import type { MeshService } from '../../lib/mesh/registry/service';

/**
 * The names by which a workload of `ownNamespace` may call a service, as Kubernetes resolves them: the full name,
 * `name.ns.svc`, `name.ns`, and the bare name within its own namespace.
 */
export function hostAliases(service: MeshService, ownNamespace: string): string[] {
  const { name, namespace } = service;
  const aliases = [service.host, `${name}.${namespace}.svc`, `${name}.${namespace}`];
  if (namespace === ownNamespace) aliases.push(name);
  if (service.location === 'MESH_EXTERNAL') return [service.host.toLowerCase()];
  return aliases.map((alias) => alias.toLowerCase());
}
