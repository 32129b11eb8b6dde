import { resolveHost } from '../host-name';
import { type ConfigKindName, kindOf } from '../kinds';
import type { ConfigResource } from '../resource';

/** A field that names another object, or a host, of the mesh. */
export interface NamedReference {
  path: string;
  /** Which part of the other is meant: `subset v2`, `port 9080`; empty for the whole. */
  part: string;
  target: { kind: ConfigKindName; namespace: string; name: string } | { host: string; subset?: string };
}

type Fields = Readonly<Record<string, unknown>>;
type Found = NamedReference[];

/** Every other object that a resource names, with the field that does; wildcards name nothing in particular. */
export function namedReferences(resource: ConfigResource, domain: string): NamedReference[] {
  const found: Found = [];
  const kind = kindOf(resource);
  const spec = fieldsOf(resource.spec);
  const own = resource.metadata.namespace;
  if (kind === 'VirtualService') addVirtualService(spec, own, domain, found);
  if (kind === 'DestinationRule') addHost(spec.host, 'spec.host', own, domain, found);
  if (kind === 'Gateway') addGateway(spec, own, found);
  if (kind === 'Sidecar') addSidecar(spec, own, domain, found);
  if (kind === 'K8sGateway') addK8sGateway(spec, own, found);
  if (kind?.endsWith('Route')) addRoute(spec, own, domain, found);
  addTargets(spec, own, domain, found);
  return found;
}

function addVirtualService(spec: Fields, own: string, domain: string, found: Found): void {
  for (const [host, path] of each(spec.hosts, 'spec.hosts')) addHost(host, path, own, domain, found);
  for (const [name, path] of each(spec.gateways, 'spec.gateways')) addIstioGateway(name, path, own, found);
  for (const list of ['http', 'tcp', 'tls']) {
    for (const [rule, at] of each(spec[list], `spec.${list}`))
      addRule(fieldsOf(rule), at, own, domain, found);
  }
}

function addRule(rule: Fields, at: string, own: string, domain: string, found: Found): void {
  for (const [match, path] of each(rule.match, `${at}.match`)) {
    for (const [name, gateway] of each(fieldsOf(match).gateways, `${path}.gateways`)) {
      addIstioGateway(name, gateway, own, found);
    }
  }
  for (const list of ['route', 'mirrors']) {
    for (const [route, path] of each(rule[list], `${at}.${list}`)) {
      addDestination(fieldsOf(route).destination, `${path}.destination`, own, domain, found);
    }
  }
  addDestination(rule.mirror, `${at}.mirror`, own, domain, found);
  const { name, namespace } = fieldsOf(rule.delegate);
  if (typeof name !== 'string') return;
  const target = { kind: 'VirtualService' as const, namespace: textOr(namespace, own), name };
  found.push({ path: `${at}.delegate`, part: '', target });
}

function addDestination(value: unknown, path: string, own: string, domain: string, found: Found): void {
  const { host, subset, port } = fieldsOf(value);
  const { number } = fieldsOf(port);
  const parts = [
    ...(typeof subset === 'string' ? [`subset ${subset}`] : []),
    ...(typeof number === 'number' ? [`port ${number}`] : []),
  ];
  addHost(host, `${path}.host`, own, domain, found, parts.join(', '), textOr(subset, ''));
}

function addHost(
  host: unknown,
  path: string,
  own: string,
  domain: string,
  found: Found,
  part = '',
  subset = '',
): void {
  if (typeof host !== 'string' || host === '' || host.startsWith('*')) return;
  const target = { host: resolveHost(host, own, domain), ...(subset === '' ? {} : { subset }) };
  found.push({ path, part, target });
}

function addIstioGateway(value: unknown, path: string, own: string, found: Found): void {
  if (typeof value !== 'string' || value === 'mesh' || value === '') return;
  const slash = value.indexOf('/');
  const namespace = slash < 0 ? own : value.slice(0, slash);
  found.push({ path, part: '', target: { kind: 'Gateway', namespace, name: value.slice(slash + 1) } });
}

function addGateway(spec: Fields, own: string, found: Found): void {
  for (const [server, path] of each(spec.servers, 'spec.servers')) {
    const { credentialName } = fieldsOf(fieldsOf(server).tls);
    if (typeof credentialName !== 'string' || credentialName === '') continue;
    const target = { kind: 'Secret' as const, namespace: own, name: credentialName };
    found.push({ path: `${path}.tls.credentialName`, part: '', target });
  }
}

function addSidecar(spec: Fields, own: string, domain: string, found: Found): void {
  for (const [listener, path] of each(spec.egress, 'spec.egress')) {
    for (const [entry, at] of each(fieldsOf(listener).hosts, `${path}.hosts`)) {
      const host = typeof entry === 'string' ? entry.slice(entry.indexOf('/') + 1) : undefined;
      addHost(host, at, own, domain, found);
    }
  }
}

function addK8sGateway(spec: Fields, own: string, found: Found): void {
  const { gatewayClassName: name } = spec;
  if (typeof name === 'string') {
    found.push({
      path: 'spec.gatewayClassName',
      part: '',
      target: { kind: 'GatewayClass', namespace: '', name },
    });
  }
  for (const [listener, path] of each(spec.listeners, 'spec.listeners')) {
    const { certificateRefs } = fieldsOf(fieldsOf(listener).tls);
    for (const [reference, at] of each(certificateRefs, `${path}.tls.certificateRefs`)) {
      addObject(reference, at, own, 'Secret', '', found);
    }
  }
}

function addRoute(spec: Fields, own: string, domain: string, found: Found): void {
  for (const [reference, path] of each(spec.parentRefs, 'spec.parentRefs')) {
    addObject(reference, path, own, 'Gateway', domain, found);
  }
  for (const [rule, at] of each(spec.rules, 'spec.rules')) {
    const { backendRefs, filters } = fieldsOf(rule);
    for (const [reference, path] of each(backendRefs, `${at}.backendRefs`)) {
      addObject(reference, path, own, 'Service', domain, found);
    }
    for (const [filter, path] of each(filters, `${at}.filters`)) {
      const { backendRef } = fieldsOf(fieldsOf(filter).requestMirror);
      addObject(backendRef, `${path}.requestMirror.backendRef`, own, 'Service', domain, found);
    }
  }
}

/** Policies attach to objects of the Gateway API. */
function addTargets(spec: Fields, own: string, domain: string, found: Found): void {
  addObject(spec.targetRef, 'spec.targetRef', own, 'Gateway', domain, found);
  for (const [reference, path] of each(spec.targetRefs, 'spec.targetRefs')) {
    addObject(reference, path, own, 'Gateway', domain, found);
  }
}

/** A reference as the Gateway API writes it; a Service is meant by its host. */
function addObject(
  value: unknown,
  path: string,
  own: string,
  defaultKind: 'Gateway' | 'Service' | 'Secret',
  domain: string,
  found: Found,
): void {
  const { kind = defaultKind, name, namespace, port } = fieldsOf(value);
  if (typeof name !== 'string') return;
  const place = textOr(namespace, own);
  if (kind === 'Service') {
    const part = typeof port === 'number' ? `port ${port}` : '';
    found.push({ path, part, target: { host: resolveHost(name, place, domain) } });
  } else if (kind === 'Gateway' || kind === 'Secret') {
    const target: ConfigKindName = kind === 'Gateway' ? 'K8sGateway' : 'Secret';
    found.push({ path, part: '', target: { kind: target, namespace: place, name } });
  }
}

function each(value: unknown, path: string): [item: unknown, path: string][] {
  return Array.isArray(value) ? value.map((item, index) => [item, `${path}[${index}]`]) : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}
