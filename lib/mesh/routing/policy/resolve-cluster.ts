import { type ClusterPlan, clusterName } from '../cluster-plan';
import type { EffectiveTrafficPolicy } from '../effective-traffic-policy';
import type { RoutedEndpoint, RoutedService, ServicePort } from '../routed-service';
import type { RoutingProxy } from '../routing-proxy';
import { isSubset } from '../services/workload-instance';
import type { DestinationPolicy, DestinationRuleIndex } from './destination-rule-index';
import { effectivePolicy } from './effective-policy';
import { mergeTrafficPolicy } from './merge-traffic-policy';

/** Every cluster of a service's port: one for all endpoints, and one for each subset its DestinationRule defines. */
export function resolveClusters(
  rules: DestinationRuleIndex,
  service: RoutedService,
  port: ServicePort,
  proxy: RoutingProxy,
): ClusterPlan[] {
  const rule = rules.find(service, proxy);
  const endpoints = service.endpoints.filter(({ ports }) => ports.has(port.number));
  const whole = planCluster(service, port, '', rule, endpoints);
  return [
    whole,
    ...[...(rule?.subsets.keys() ?? [])].map((subset) => planCluster(service, port, subset, rule, endpoints)),
  ];
}

function planCluster(
  service: RoutedService,
  port: ServicePort,
  subset: string,
  rule: DestinationPolicy | undefined,
  endpoints: readonly RoutedEndpoint[],
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
      effectivePolicy(mergeTrafficPolicy(rule?.trafficPolicy, definition, port.number), rule?.origins ?? []),
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
