/** The service that a sidecar was started for. */
export interface OwnService {
  /** Full name. */
  host: string;
  namespace: string;
  /** By which callers name it. */
  port: number;
}

/** The proxy whose view is asked for: what it may reach, and by which rules, depends on who it is. */
export interface RoutingProxy {
  kind: 'sidecar' | 'gateway';
  namespace: string;
  /** Labels of its workload: choose Sidecars, `sourceLabels`, and the Gateways it opens. */
  labels: Readonly<Record<string, string>>;
  /** Its addresses: which services are its own. */
  addresses: readonly string[];
  /** What its agent was started for; undefined for gateways, pure clients, and where nobody asks for it. */
  service?: OwnService | undefined;
}
