import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { ServiceRef } from '../proxy/cluster/cluster-spec';

/** Whom this agent speaks for. */
export interface WorkloadSelf {
  readonly identity: WorkloadIdentity;
  /** The service its workload serves; undefined for a pure client and for a gateway. */
  readonly service: ServiceRef | undefined;
  /** Envoy's node id, for instance `sidecar~127.0.0.1~orders-v1-x1.shop~shop.svc.cluster.local`. */
  readonly nodeId: string;
}
