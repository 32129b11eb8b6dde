import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import { joinHostPort } from '../proxy/split-authority';

/** One endpoint of one service, or a service without any. */
export interface ClusterLine {
  cluster: string;
  endpoint: string | null;
  workload: string | null;
  namespace: string | null;
  version: string | null;
  /** The same for people. */
  line: string;
}

/** What may be called and where, as Envoy's `/clusters` tells it. */
export function describeClusters(snapshot: RegistrySnapshot): ClusterLine[] {
  return snapshot.services.flatMap((service): ClusterLine[] => {
    const cluster = `outbound|${service.port}||${service.host}`;
    if (service.endpoints.length === 0) {
      const nobody = { endpoint: null, workload: null, namespace: null, version: null };
      return [{ cluster, ...nobody, line: `${cluster}::no endpoints` }];
    }
    return service.endpoints.map(({ address, port, workload }) => {
      const endpoint = joinHostPort(address, port);
      const who = workload === undefined ? 'outside the mesh' : `${workload.workload}.${workload.namespace}`;
      return {
        cluster,
        endpoint,
        workload: workload?.workload ?? null,
        namespace: workload?.namespace ?? null,
        version: workload?.version ?? null,
        line: `${cluster}::${endpoint}::${who}`,
      };
    });
  });
}
