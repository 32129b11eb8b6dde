import type { PolicyWorkload } from '../../access/selects-workload';
import { selectsLabels } from '../../access/selects-workload';
import { resolveHost } from '../host-name';
import { type ConfigKindName, kindOf } from '../kinds';
import type { ConfigResource } from '../resource';
import { namedReferences } from './named-references';

/** What a configuration is asked about: the hosts of services, and the workloads behind them. */
export interface TouchTarget {
  hosts: readonly string[];
  workloads: readonly PolicyWorkload[];
}

/** Where a mesh keeps what counts everywhere, and how its hosts end (`svc.cluster.local`). */
export interface TouchScope {
  rootNamespace: string;
  domain: string;
}

/** Kinds that choose workloads by labels, and by all of their namespace without any. */
const BY_LABELS: Partial<Record<ConfigKindName, readonly string[]>> = {
  PeerAuthentication: ['selector', 'matchLabels'],
  RequestAuthentication: ['selector', 'matchLabels'],
  AuthorizationPolicy: ['selector', 'matchLabels'],
  Telemetry: ['selector', 'matchLabels'],
  WasmPlugin: ['selector', 'matchLabels'],
  ProxyConfig: ['selector', 'matchLabels'],
  Sidecar: ['workloadSelector', 'labels'],
  EnvoyFilter: ['workloadSelector', 'labels'],
};

/** Whether an object has anything to say about the target: it names one of its hosts, or applies to one of its workloads. */
export function touches(resource: ConfigResource, target: TouchTarget, scope: TouchScope): boolean {
  return namesHost(resource, target, scope) || appliesToWorkload(resource, target, scope);
}

function namesHost(resource: ConfigResource, { hosts }: TouchTarget, { domain }: TouchScope): boolean {
  const own = resource.metadata.namespace;
  if (kindOf(resource) === 'ServiceEntry') {
    const { hosts: entries } = fieldsOf(resource.spec);
    return (
      Array.isArray(entries) && entries.some((host) => hosts.includes(resolveHost(String(host), own, domain)))
    );
  }
  return namedReferences(resource, domain).some(({ target }) =>
    'host' in target
      ? hosts.includes(target.host)
      : target.kind === 'Service' && hosts.includes(resolveHost(target.name, target.namespace, domain)),
  );
}

function appliesToWorkload(
  resource: ConfigResource,
  { workloads }: TouchTarget,
  { rootNamespace }: TouchScope,
): boolean {
  const kind = kindOf(resource);
  const own = resource.metadata.namespace;
  const spec = fieldsOf(resource.spec);
  // Gateways choose proxies wherever they run.
  if (kind === 'Gateway') {
    const matchLabels = stringsOf(spec.selector);
    return (
      matchLabels !== undefined && workloads.some(({ labels }) => selectsLabels({ matchLabels }, labels))
    );
  }
  const path = kind === undefined ? undefined : BY_LABELS[kind];
  if (path === undefined || 'targetRef' in spec || 'targetRefs' in spec) return false;
  const [selector = '', labelsName = ''] = path;
  const matchLabels = stringsOf(fieldsOf(spec[selector])[labelsName]) ?? {};
  return workloads.some(
    ({ namespace, labels }) =>
      (own === namespace || own === rootNamespace) && selectsLabels({ matchLabels }, labels),
  );
}

function stringsOf(value: unknown): Record<string, string> | undefined {
  const entries = Object.entries(fieldsOf(value));
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.map(([key, item]) => [key, String(item)]));
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
