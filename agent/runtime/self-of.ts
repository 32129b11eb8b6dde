import { serviceHost } from '../../lib/mesh/identity/workload-identity';
import type { RoutingProxy } from '../../lib/mesh/routing/routing-proxy';
import type { ServiceRef } from '../proxy/cluster/cluster-spec';
import type { WorkloadSelf } from '../telemetry/workload-self';
import { advertisedHost } from './advertised-host';
import type { AgentSettings } from './agent-settings';

/** Istio's NAME: what tells this process from its siblings. */
export function instanceName({ identity }: Pick<AgentSettings, 'identity'>): string {
  return `${identity.workload}-${process.pid}`;
}

/** The served service as the data path names it. */
export function serviceRefOf({ service }: Pick<AgentSettings, 'service'>): ServiceRef | undefined {
  if (service === undefined) return undefined;
  const { name, namespace, port } = service;
  return { host: serviceHost(name, namespace), name, namespace, port };
}

/** Whom an agent of these settings speaks for. */
export function selfOf(settings: Pick<AgentSettings, 'identity' | 'role' | 'service'>): WorkloadSelf {
  const { identity, role } = settings;
  const type = role === 'gateway' ? 'router' : 'sidecar';
  const { namespace } = identity;
  return {
    identity,
    service: serviceRefOf(settings),
    nodeId: `${type}~${advertisedHost('0.0.0.0')}~${instanceName(settings)}.${namespace}~${namespace}.svc.cluster.local`,
  };
}

/** Whose view of the mesh decides about this agent's requests. */
export function routingProxyOf(settings: Pick<AgentSettings, 'identity' | 'role' | 'service'>): RoutingProxy {
  const { labels, namespace } = settings.identity;
  return { kind: settings.role, namespace, labels, addresses: [], service: serviceRefOf(settings) };
}
