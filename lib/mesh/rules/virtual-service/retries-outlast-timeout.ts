import { parseDurationMs } from '../../config/duration';
import { type HttpRoute, VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const retriesOutlastTimeout: Rule = {
  name: 'virtual-service/retries-outlast-timeout',
  codes: [],
  severity: 'warning',
  inputs: ['VirtualService'],
  why: 'The timeout is over all tries: it ends the request before the last of them have begun.',
  docs: 'https://istio.io/latest/docs/concepts/traffic-management/#retries',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      const { http = [] } = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
      for (const [index, route] of http.entries()) {
        const tries = (route.retries?.attempts ?? 0) + 1;
        const [perTry, timeout] = timesOf(route);
        if (perTry <= 0 || timeout <= 0 || tries < 2 || perTry * tries <= timeout) continue;
        report(resource, {
          path: `spec.http[${index}].timeout`,
          message: `${tries} tries of ${route.retries?.perTryTimeout} need up to ${(perTry * tries) / 1_000}s, but the timeout of ${resource.metadata.name} is ${route.timeout}`,
        });
      }
    }
  },
};

function timesOf({ retries, timeout }: HttpRoute): [perTryMs: number, timeoutMs: number] {
  return [parseDurationMs(retries?.perTryTimeout ?? '') ?? 0, parseDurationMs(timeout ?? '') ?? 0];
}
