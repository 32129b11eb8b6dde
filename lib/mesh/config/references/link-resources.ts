import type { MeshService } from '../../registry/service';
import { isSubsetHost, resolveHost } from '../host-name';
import { type ConfigKindName, kindOf } from '../kinds';
import type { ConfigResource } from '../resource';
import { namedReferences } from './named-references';

/** One object as another one names it. */
export interface ResourceLink {
  kind: ConfigKindName;
  namespace: string;
  name: string;
  /** The field that names the other. */
  path: string;
  part: string;
  /** Where the named object is: in the configuration, registered by agents, or nowhere. */
  found: 'config' | 'registry' | 'missing';
}

/** What every object of a configuration names, and by what it is named. */
export interface ResourceLinks {
  uses(resource: ConfigResource): ResourceLink[];
  usedBy(resource: ConfigResource): ResourceLink[];
}

/** Resolves the names in a configuration, over its objects and what agents registered; `domain` is `svc.cluster.local`. */
export function linkResources(
  resources: readonly ConfigResource[],
  services: readonly MeshService[],
  domain: string,
): ResourceLinks {
  const byName = new Map(resources.map((resource) => [nameOf(resource), resource]));
  const registered = new Map(services.map((service) => [service.host, service]));
  const hosts = indexHosts(resources, domain);
  const rules = indexRules(resources, domain);

  const uses = (resource: ConfigResource): ResourceLink[] =>
    namedReferences(resource, domain).flatMap(({ path, part, target }) => {
      if ('kind' in target) {
        const found = byName.has(nameKey(target.kind, target.namespace, target.name)) ? 'config' : 'missing';
        return [{ ...target, path, part, found }];
      }
      const { host, subset } = target;
      const links = linkHost(host).map((link) => ({ ...link, path, part }));
      if (subset === undefined) return links;
      return [
        ...links,
        ...linkSubset(host, subset).map((link) => ({ ...link, path, part: `subset ${subset}` })),
      ];
    });

  const linkHost = (host: string): Omit<ResourceLink, 'path' | 'part'>[] => {
    const objects = hosts.get(host) ?? hosts.get(wildcardOf(host)) ?? [];
    if (objects.length > 0) return objects.map((object) => ({ ...describe(object), found: 'config' }));
    const service = registered.get(host);
    if (service !== undefined) {
      const { namespace, name } = service;
      return [{ kind: 'Service', namespace, name, found: 'registry' }];
    }
    const [name = host, namespace = ''] = host.endsWith(`.${domain}`) ? host.split('.') : [host, ''];
    return [{ kind: 'Service', namespace, name, found: 'missing' }];
  };

  const linkSubset = (host: string, subset: string): Omit<ResourceLink, 'path' | 'part'>[] =>
    (rules.get(host) ?? [])
      .filter((rule) => subsetsOf(rule).includes(subset))
      .map((rule) => ({ ...describe(rule), found: 'config' }));

  let reverse: Map<string, ResourceLink[]> | undefined;
  const usedBy = (resource: ConfigResource): ResourceLink[] => {
    reverse ??= invert(resources, uses);
    return reverse.get(nameOf(resource)) ?? [];
  };
  return { uses, usedBy };
}

function invert(
  resources: readonly ConfigResource[],
  uses: (resource: ConfigResource) => ResourceLink[],
): Map<string, ResourceLink[]> {
  const reverse = new Map<string, ResourceLink[]>();
  for (const user of resources) {
    for (const { kind, namespace, name, path, part } of uses(user)) {
      const key = nameKey(kind, namespace, name);
      const list = reverse.get(key);
      const link: ResourceLink = { ...describe(user), path, part, found: 'config' };
      if (list === undefined) reverse.set(key, [link]);
      else list.push(link);
    }
  }
  return reverse;
}

/** Services and ServiceEntries by the hosts they answer for. */
function indexHosts(resources: readonly ConfigResource[], domain: string): Map<string, ConfigResource[]> {
  const index = new Map<string, ConfigResource[]>();
  for (const resource of resources) {
    for (const host of hostsOf(resource, domain)) index.set(host, [...(index.get(host) ?? []), resource]);
  }
  return index;
}

function hostsOf(resource: ConfigResource, domain: string): string[] {
  const { name, namespace } = resource.metadata;
  const kind = kindOf(resource);
  if (kind === 'Service') return [resolveHost(name, namespace, domain)];
  if (kind !== 'ServiceEntry') return [];
  const { hosts } = resource.spec as { hosts?: unknown };
  return Array.isArray(hosts) ? hosts.filter((host) => typeof host === 'string') : [];
}

function indexRules(resources: readonly ConfigResource[], domain: string): Map<string, ConfigResource[]> {
  const index = new Map<string, ConfigResource[]>();
  for (const resource of resources) {
    if (kindOf(resource) !== 'DestinationRule') continue;
    const { host } = resource.spec as { host?: unknown };
    if (typeof host !== 'string') continue;
    const full = resolveHost(host, resource.metadata.namespace, domain);
    index.set(full, [...(index.get(full) ?? []), resource]);
  }
  return index;
}

function subsetsOf(rule: ConfigResource): unknown[] {
  const { subsets } = rule.spec as { subsets?: unknown };
  return Array.isArray(subsets) ? subsets.map((subset) => (subset as { name?: unknown } | null)?.name) : [];
}

/** `*.example.com` for `www.example.com`. */
function wildcardOf(host: string): string {
  const wildcard = `*${host.slice(host.indexOf('.'))}`;
  return isSubsetHost(host, wildcard) ? wildcard : host;
}

function describe(resource: ConfigResource) {
  const { namespace, name } = resource.metadata;
  return { kind: kindOf(resource) ?? ('Service' as const), namespace, name };
}

function nameOf(resource: ConfigResource): string {
  const { kind, namespace, name } = describe(resource);
  return nameKey(kind, namespace, name);
}

function nameKey(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}
