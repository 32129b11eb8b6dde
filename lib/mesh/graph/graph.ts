import type { HealthReport } from '../health/health-report';
import type { HealthStatus } from '../health/health-status';
import type { LatencyQuantiles } from '../metrics/latency-quantiles';
import type { TrafficProtocol } from '../metrics/request-outcome';
import type { GraphBadge } from './graph-badge';

/** What the nodes of a graph stand for. `operation`: applications, and between them what is asked of a service. */
export const GRAPH_TYPES = ['versionedApp', 'app', 'workload', 'service', 'operation'] as const;

/** One of the types. */
export type GraphType = (typeof GRAPH_TYPES)[number];

/** What one node is. `unknown` is the one source nobody can name, `namespace` a whole namespace drawn as one box. */
export const NODE_KINDS = ['workload', 'app', 'service', 'operation', 'namespace', 'unknown'] as const;

/** One of the kinds. */
export type NodeKind = (typeof NODE_KINDS)[number];

/** What a node of kind `namespace` stands for. */
export interface BoxMembers {
  nodes: number;
  /** Nodes by health. */
  health: Partial<Record<HealthStatus, number>>;
  /** Edges between its members, and those of them that are failing or degraded. */
  edges: number;
  edgesInTrouble: number;
  /** Ids of the worst node and of the worst edge inside. */
  worst?: string;
  worstEdge?: string;
}

/** The edges that one edge from or to a box stands for. */
export interface EdgeParts {
  edges: number;
  /** Failing or degraded ones. */
  inTrouble: number;
  /** Id of the worst. */
  worst?: string;
}

/** The protocol of an edge: the values of Istio's `request_protocol`. */
export type EdgeProtocol = TrafficProtocol;

/** Requests of one protocol through a node or an edge, per second over the window. */
export interface TrafficRates {
  /** Requests a second (http, grpc), or bytes a second both ways (tcp). */
  rate: number;
  /** Share of `rate` that failed, 0..100: 4xx, 5xx and no response for http, a status but 0 for grpc. */
  errorPercent: number;
}

/** One node of the graph. */
export interface GraphNode {
  /** `<kind>:<namespace>/<name>[@version][~cluster]`, `unknown` for the unknown source. */
  id: string;
  kind: NodeKind;
  namespace: string;
  /** What it is called: workload, app or service name; `PassthroughCluster` and `BlackHoleCluster` for unmatched traffic. */
  name: string;
  cluster: string;
  app: string;
  /** Empty when none or more than one. */
  version: string;
  workload: string;
  /** Hosts of the services in front of it. */
  services: readonly string[];
  health: HealthReport;
  incoming: Partial<Record<EdgeProtocol, TrafficRates>>;
  outgoing: Partial<Record<EdgeProtocol, TrafficRates>>;
  /** Durations of incoming requests; absent without requests. */
  latency?: LatencyQuantiles;
  /** Only outgoing edges. */
  isRoot: boolean;
  /** Known to the registry, without traffic in the window. */
  isIdle: boolean;
  isGateway: boolean;
  /** Outside the mesh: no agent speaks for it. */
  isOutOfMesh: boolean;
  /** A host the registry does not know, or a ServiceEntry's. */
  isExternal: boolean;
  /** Belongs to a namespace that was not asked for. */
  isOutside: boolean;
  /** Agents that speak for it now. */
  agents: number;
  /** What configuration does with its traffic; absent when nothing. */
  badges?: readonly GraphBadge[];
  /** Labels all its instances share, but for those that say what other fields say; absent without any. */
  labels?: Readonly<Record<string, string>>;
  /** Only of a box. */
  members?: BoxMembers;
}

/** What it would cost to carry the bytes of an edge for a month at the pace of the window. */
export interface EdgeCost {
  monthly: number;
  /** Of the prices that were set. */
  currency: string;
}

/** All traffic of one protocol from one node to another. */
export interface GraphEdge {
  /** `<source>-><target>#<protocol>`. */
  id: string;
  source: string;
  target: string;
  protocol: EdgeProtocol;
  /** Requests a second, or for tcp bytes a second both ways. */
  rate: number;
  /** Share of everything the source sends by this protocol, 0..100. */
  sharePercent: number;
  errorPercent: number;
  /** Requests a second by response code (`-` when none came) and response flags. */
  responses: readonly { code: string; flags: string; rate: number }[];
  /** Requests a second by the host that was asked for. */
  hosts: readonly { host: string; rate: number }[];
  latency?: LatencyQuantiles;
  /** Bytes a second from source to target and back. */
  requestBytes: number;
  responseBytes: number;
  /** Only of grpc: messages a second from source to target and back; a stream carries many. */
  messages?: { requests: number; responses: number };
  /** Share of requests over mutual TLS, 0..100; null when no destination proxy reported. */
  mtlsPercent: number | null;
  /** Who proxies saw at the two ends (SPIFFE ids); absent when nobody is known. */
  principals?: { source: readonly string[]; destination: readonly string[] };
  /** Absent where nobody knows how far the bytes go. */
  cost?: EdgeCost;
  health: HealthReport;
  /** Whose telemetry the numbers are: the destination's where it reported, else the source's. */
  reporter: 'source' | 'destination' | 'waypoint';
  /** No traffic in the window, though the store knows some from before. */
  isIdle: boolean;
  /** Only where an end is a box; `health` is then that of the worst edge inside. */
  parts?: EdgeParts;
}

/** The traffic of a window as a graph. */
export interface MeshGraph {
  type: GraphType;
  /** Epoch milliseconds. */
  from: number;
  to: number;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  /** Namespaces that are drawn as one box. */
  folded: readonly string[];
  /** Edges left out because only so many were asked for. */
  omittedEdges: number;
}
