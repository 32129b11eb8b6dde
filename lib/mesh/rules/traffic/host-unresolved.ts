import { completeHost } from '../index/hosts';
import { VIRTUAL_SERVICE_KINDS } from '../index/virtual-services';
import { namespaceOf } from '../read/read-spec';
import { routeTargets } from '../virtual-service/destinations';
import type { TrafficRule } from './traffic-rule';

export const hostUnresolved: TrafficRule = {
  name: 'traffic/host-unresolved',
  codes: [],
  severity: 'error',
  inputs: [...VIRTUAL_SERVICE_KINDS],
  why: 'No agent has found an address for the destination: every request that is sent there is answered with 503 (DF or UH).',
  docs: 'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution',
  check(snapshot, report, { services }) {
    for (const resource of snapshot.list('VirtualService')) {
      for (const { path, destination } of routeTargets(resource)) {
        const host = completeHost(destination.host ?? '', namespaceOf(resource), snapshot);
        const seen = services.get(host);
        if (seen === undefined || seen.unresolved === 0 || seen.unresolved < seen.requests) continue;
        report(resource, {
          path: `${path}.host`,
          message: `No agent ever found an address of "${host}": all ${Math.round(seen.requests)} requests to it failed`,
        });
      }
    }
  },
};
