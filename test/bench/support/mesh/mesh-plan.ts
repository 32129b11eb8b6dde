import type { TrafficProtocol } from '@/lib/mesh/metrics/request-outcome';

/** How large a mesh to make up. */
export interface MeshSize {
  workloads: number;
  namespaces: number;
  /** Calls between workloads; about three a workload when not given. */
  edges?: number;
  seed: number;
}

/** One workload, spoken for by one agent. */
export interface PlannedWorkload {
  name: string;
  namespace: string;
  app: string;
  version: string;
  isGateway: boolean;
}

/** A service and the workloads behind it, with their shares of its traffic. */
export interface PlannedService {
  name: string;
  namespace: string;
  protocol: TrafficProtocol;
  port: number;
  /** 0 for gateways, 4 for stores: calls go to deeper layers. */
  layer: number;
  versions: readonly { workload: PlannedWorkload; share: number }[];
  operations: readonly string[];
  /** Median duration of its own work. */
  medianMs: number;
}

/** The steady traffic of one workload to one other. */
export interface PlannedCall {
  /** Undefined: somebody outside the mesh. */
  source: PlannedWorkload | undefined;
  service: PlannedService;
  target: PlannedWorkload;
  /** Requests a second, or for tcp connections a second. */
  rate: number;
  /** Share of requests that fail, 0..1. */
  errorShare: number;
  errorCode: string;
  medianMs: number;
  operation: string;
}

/** A whole mesh; equal for equal sizes and seeds. */
export interface MeshPlan {
  workloads: readonly PlannedWorkload[];
  services: readonly PlannedService[];
  calls: readonly PlannedCall[];
}
