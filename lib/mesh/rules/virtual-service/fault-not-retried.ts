import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const faultNotRetried: Rule = {
  name: 'virtual-service/fault-not-retried',
  codes: [],
  severity: 'info',
  inputs: ['VirtualService'],
  why: 'The proxy injects a fault before it sends the request anywhere: the retries and the timeout of the same rule never see it.',
  docs: 'https://istio.io/latest/docs/concepts/traffic-management/#fault-injection',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      const { http = [] } = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
      for (const [index, { fault, retries, timeout }] of http.entries()) {
        const isRetried = fault?.abort !== undefined && (retries?.attempts ?? 0) > 0;
        const isTimed = fault?.delay !== undefined && timeout !== undefined;
        if (!isRetried && !isTimed) continue;
        const spared = [
          ...(isRetried ? ['aborts are not retried'] : []),
          ...(isTimed ? ['delays do not time out'] : []),
        ];
        report(resource, {
          path: `spec.http[${index}].fault`,
          message: `Injected ${spared.join(', and injected ')}: a fault further down the chain would try the resilience of ${resource.metadata.name}`,
        });
      }
    }
  },
};
