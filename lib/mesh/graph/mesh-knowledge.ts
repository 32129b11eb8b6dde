import type { FindTolerances } from '../health/health-rate';
import type { WorkloadStatus } from '../health/workload-status';
import type { FindBadges } from './badge/node-badges';
import type { TransferPrices } from './cost/transfer-prices';

/** A workload somebody registered. */
export interface KnownWorkload {
  cluster: string;
  namespace: string;
  workload: string;
  /** Canonical service. */
  app: string;
  /** Canonical revision; empty or `latest` without one. */
  version: string;
  /** Agents that speak for it now. */
  agents: number;
  /** None does, but one did a little before: it has a sidecar that is silent. */
  isSilent?: boolean;
  isGateway: boolean;
  /** Labels all its instances share. */
  labels?: Readonly<Record<string, string>>;
  /** Undefined when nobody knows how many instances there should be. */
  status?: WorkloadStatus | undefined;
}

/** A service somebody registered. */
export interface KnownService {
  cluster: string;
  namespace: string;
  name: string;
  host: string;
  location: 'MESH_INTERNAL' | 'MESH_EXTERNAL';
  ports: readonly { port: number; protocol: string }[];
  /** Names of the workloads behind it, in its namespace. */
  workloads: readonly string[];
  endpoints: number;
}

/** What the console knows of the mesh beside its traffic. */
export interface MeshKnowledge {
  workloads: readonly KnownWorkload[];
  services: readonly KnownService[];
  findTolerances: FindTolerances;
  /** What transfers cost; the defaults without. */
  prices?: TransferPrices;
  /** What configuration does with a node's traffic; absent without a configuration. */
  findBadges?: FindBadges;
}
