import { isSubsetHost, isWildcardHost, resolveHost } from '../../config/host-name';
import { SERVICE_ENTRY_SCHEMA } from '../../config/kinds/service-entry';
import type { ConfigResource } from '../../config/resource';
import type { ServiceProtocol } from '../../routing/routed-service';
import { protocolOf, protocolOfServicePort } from '../../routing/services/port-protocol';
import { SERVICE_SPEC } from '../read/kubernetes-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import type { Labels } from './label-index';
import { namespaces } from './namespaces';
import { isVisibleIn, scopesOf } from './visibility';

/** A port of a service. */
export interface HostPort {
  number: number;
  name: string;
  /** Upper case; empty where nothing says. */
  protocol: string;
  /** What proxies take it for. */
  speaks: ServiceProtocol;
}

/** A name that the registry answers for. */
export interface HostEntry {
  /** Fully qualified, or a wildcard of a ServiceEntry. */
  host: string;
  namespace: string;
  /** Namespaces that may use it; `*` for all. */
  scopes: ReadonlySet<string>;
  ports: readonly HostPort[];
  /** Labels of what answers; undefined where labels do not decide. */
  selector?: Labels;
  /** Undefined for what only agents told of. */
  resource?: ConfigResource;
}

/** The registry's names. */
export interface Hosts {
  readonly all: readonly HostEntry[];
  /** What a full name means to objects of one namespace, with the namespaces they are exported to besides. */
  find(host: string, namespace: string, exportedTo?: readonly string[]): HostEntry | undefined;
  /** Every entry of a full name or, through a wildcard, for it; visible or not. */
  findAll(host: string): readonly HostEntry[];
}

/** What the index reads. */
export const HOST_KINDS = ['Service', 'ServiceEntry'] as const;

/** Services, ServiceEntries and what agents registered, by name. */
export function hosts(snapshot: Snapshot): Hosts {
  const all = [
    ...snapshot.list('Service').map((service) => readService(service, snapshot)),
    ...readEntries(snapshot),
    ...readRegistry(snapshot),
  ];
  const exact = new Map<string, HostEntry[]>();
  const wildcards: HostEntry[] = [];
  for (const entry of all) {
    if (isWildcardHost(entry.host)) wildcards.push(entry);
    else exact.set(entry.host.toLowerCase(), [...(exact.get(entry.host.toLowerCase()) ?? []), entry]);
  }
  const findAll = (host: string): readonly HostEntry[] => {
    const found = exact.get(host.toLowerCase()) ?? [];
    return [...found, ...wildcards.filter((entry) => isSubsetHost(host, entry.host))];
  };
  return {
    all,
    findAll,
    find: (host, namespace, exportedTo = []) =>
      findAll(host).find(({ scopes }) =>
        [namespace, ...exportedTo].some((viewer) => isVisibleIn(scopes, viewer)),
      ),
  };
}

function readService(resource: ConfigResource, { facts }: Snapshot): HostEntry {
  const namespace = namespaceOf(resource);
  const { selector, ports = [] } = readSpec(resource, SERVICE_SPEC);
  const annotation = resource.metadata.annotations['networking.istio.io/exportTo'];
  const exportTo =
    annotation === undefined
      ? facts.defaultServiceExportTo
      : annotation.split(',').map((part) => part.trim());
  return {
    host: `${resource.metadata.name}.${namespace}.svc.${facts.clusterDomain}`,
    namespace,
    scopes: scopesOf(exportTo, namespace),
    ports: ports.map(({ port = 0, name = '', protocol = '', appProtocol = '' }) => ({
      number: port,
      name,
      protocol: protocol.toUpperCase(),
      speaks: protocolOfServicePort({ port, name, protocol, appProtocol }),
    })),
    ...(selector === undefined ? {} : { selector }),
    resource,
  };
}

function readEntries(snapshot: Snapshot): HostEntry[] {
  return snapshot.list('ServiceEntry').flatMap((resource) => {
    const namespace = namespaceOf(resource);
    const {
      hosts: names = [],
      ports = [],
      exportTo,
      workloadSelector,
    } = readSpec(resource, SERVICE_ENTRY_SCHEMA);
    const scopes = scopesOf(exportTo ?? snapshot.facts.defaultServiceExportTo, namespace);
    const read = ports.map(({ number = 0, name = '', protocol = '' }) => ({
      number,
      name,
      protocol: protocol.toUpperCase(),
      speaks: protocolOf(protocol),
    }));
    const selector = workloadSelector?.labels;
    return names.map((name) => ({
      host: resolveHost(name, namespace, `svc.${snapshot.facts.clusterDomain}`),
      namespace,
      scopes,
      ports: read,
      ...(selector === undefined ? {} : { selector }),
      resource,
    }));
  });
}

function readRegistry({ facts }: Snapshot): HostEntry[] {
  return facts.registry.map(({ host, namespace, port, protocol, name }) => ({
    host,
    namespace,
    scopes: new Set(['*']),
    ports: [{ number: port, name, protocol: protocol.toUpperCase(), speaks: protocolOf(protocol) }],
  }));
}

/**
 * The full name that people mean by a shortened one: `reviews`, `reviews.shop` and `reviews.shop.svc`. Istio completes
 * only the first; Kiali takes all of them.
 */
export function completeHost(host: string, namespace: string, snapshot: Snapshot): string {
  const { names } = snapshot.use(namespaces);
  const domain = `svc.${snapshot.facts.clusterDomain}`;
  const parts = host.split('.');
  if (parts.length === 1) return resolveHost(host, namespace, domain);
  if (isWildcardHost(host)) return host;
  const isNamespace = (name = '') => name === namespace || names.has(name);
  if (parts.length === 2 && isNamespace(parts[1])) return `${host}.${domain}`;
  if (parts.length === 3 && parts[2] === 'svc') return `${host}.${snapshot.facts.clusterDomain}`;
  return host;
}
