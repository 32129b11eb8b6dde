import type { MeshSettings } from '../../config/mesh-settings';
import type { BackendTls, BackendTlsIndex } from '../../gateway-api/backend-tls';
import { type ClusterPlan, clusterName } from '../cluster-plan';
import type { EffectiveTrafficPolicy } from '../effective-traffic-policy';
import type { RoutedEndpoint, RoutedService, ServicePort } from '../routed-service';
import type { RoutingProxy } from '../routing-proxy';
import { isSubset } from '../services/workload-instance';
import type { DestinationPolicy, DestinationRuleIndex } from './destination-rule-index';
import { effectivePolicy } from './effective-policy';
import { mergeTrafficPolicy } from './merge-traffic-policy';

/** What says how services are called, prepared for any proxy. */
export interface ClusterRules {
  destinationRules: DestinationRuleIndex;
  backendTls: BackendTlsIndex;
  settings: Pick<MeshSettings, 'defaults'>;
}

/** Every cluster of a service's port: one for all endpoints, and one for each subset its DestinationRule defines. */
export function resolveClusters(
  { backendTls, destinationRules, settings }: ClusterRules,
  service: RoutedService,
  port: ServicePort,
  proxy: RoutingProxy,
): ClusterPlan[] {
  const rule = destinationRules.find(service, proxy);
  const tls = backendTls.find(service.host, port, proxy);
  const endpoints = service.endpoints.filter(({ ports }) => ports.has(port.number));
  return ['', ...(rule?.subsets.keys() ?? [])].map((subset) => {
    const plan = planCluster(service, port, subset, rule, endpoints, settings);
    return tls === undefined ? plan : { ...plan, policy: withBackendTls(plan.policy, tls) };
  });
}

/** What a DestinationRule says of TLS goes before a BackendTLSPolicy. */
function withBackendTls(policy: EffectiveTrafficPolicy, { origin, tls }: BackendTls): EffectiveTrafficPolicy {
  return policy.tls.mode === 'auto' ? { ...policy, tls, origins: [...policy.origins, origin] } : policy;
}

function planCluster(
  service: RoutedService,
  port: ServicePort,
  subset: string,
  rule: DestinationPolicy | undefined,
  endpoints: readonly RoutedEndpoint[],
  { defaults }: Pick<MeshSettings, 'defaults'>,
): ClusterPlan {
  const definition = rule?.subsets.get(subset);
  const labels = definition?.labels ?? {};
  return {
    name: clusterName(service.host, subset, port.number),
    service,
    port,
    subset,
    endpoints: subset === '' ? endpoints : endpoints.filter((endpoint) => isSubset(labels, endpoint.labels)),
    policy: expectNames(
      effectivePolicy(
        mergeTrafficPolicy(rule?.trafficPolicy, definition, port.number),
        rule?.origins ?? [],
        defaults,
      ),
      service.subjectAltNames,
    ),
  };
}

/** The names that the service itself lists count where the rule lists none. */
function expectNames(policy: EffectiveTrafficPolicy, names: readonly string[] = []): EffectiveTrafficPolicy {
  const { tls } = policy;
  if (names.length === 0 || tls.subjectAltNames.length > 0) return policy;
  return { ...policy, tls: { ...tls, subjectAltNames: names } };
}
