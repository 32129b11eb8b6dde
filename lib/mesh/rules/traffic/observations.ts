/** What one workload sent to one workload and version in the window. */
export interface ObservedEdge {
  /** Empty parts where the caller has no agent. */
  caller: { namespace: string; workload: string; service: string; principal: string };
  /** `host` is that of the called service. */
  callee: {
    host: string;
    namespace: string;
    workload: string;
    version: string;
    labels: Readonly<Record<string, string>>;
  };
  requests: number;
  /** Of them, those that came without mutual TLS. */
  plainText: number;
}

/** What the agents saw of a mesh for a while, for rules that need traffic. */
export interface Observations {
  fromMs: number;
  toMs: number;
  edges: readonly ObservedEdge[];
  /** By host of the called service. */
  services: ReadonlyMap<string, { requests: number; p99Ms: number }>;
  /** When an object was last changed, by kind, namespace and name; undefined for one that is not stored. */
  changedAtMs(kind: string, namespace: string, name: string): number | undefined;
}
