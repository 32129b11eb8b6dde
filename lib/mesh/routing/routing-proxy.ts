/** The proxy whose view is asked for: what it may reach, and by which rules, depends on who it is. */
export interface RoutingProxy {
  kind: 'sidecar' | 'gateway';
  namespace: string;
  /** Labels of its workload: choose Sidecars, `sourceLabels`, and the Gateways it opens. */
  labels: Readonly<Record<string, string>>;
  /** Its addresses: which services are its own. */
  addresses: readonly string[];
}
