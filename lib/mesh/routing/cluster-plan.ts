import type { EffectiveTrafficPolicy } from './effective-traffic-policy';
import type { RoutedEndpoint, RoutedService, ServicePort } from './routed-service';

/** A set of endpoints to send to, and how: what Envoy calls a cluster. */
export interface ClusterPlan {
  /** `outbound|9080|v1|reviews.default.svc.cluster.local`. */
  name: string;
  service: RoutedService;
  port: ServicePort;
  /** Empty for all endpoints. */
  subset: string;
  /** Endpoints with the labels of the subset; none means 503 UH. */
  endpoints: readonly RoutedEndpoint[];
  policy: EffectiveTrafficPolicy;
}

/** Envoy's name of a cluster. */
export function clusterName(host: string, subset: string, port: number): string {
  return `outbound|${port}|${subset}|${host}`;
}
