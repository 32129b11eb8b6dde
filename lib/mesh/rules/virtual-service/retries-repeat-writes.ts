import { type HttpRoute, VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

/** Methods of which a second request may do a second deed. */
const WRITES: ReadonlySet<string> = new Set(['POST', 'PATCH']);
/** Conditions that a request meets only before the application has it, or by its own word. */
const SAFE: ReadonlySet<string> = new Set([
  'connect-failure',
  'refused-stream',
  'reset-before-request',
  'envoy-ratelimited',
  'unavailable',
  'resource-exhausted',
  'cancelled',
]);

export const retriesRepeatWrites: Rule = {
  name: 'virtual-service/retries-repeat-writes',
  codes: [],
  severity: 'warning',
  inputs: ['VirtualService'],
  why: 'A POST or PATCH that failed late may have been done already: the retry does it twice.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      const { http = [] } = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
      for (const [index, route] of http.entries()) {
        const method = onlyWrites(route);
        const risky = (route.retries?.retryOn ?? '').split(',').map((part) => part.trim());
        const unsafe = risky.filter((condition) => condition !== '' && !SAFE.has(condition));
        if (method === undefined || (route.retries?.attempts ?? 0) <= 0 || unsafe.length === 0) continue;
        report(resource, {
          path: `spec.http[${index}].retries.retryOn`,
          message: `${resource.metadata.name} repeats ${method} requests on ${unsafe.join(', ')}`,
          fix: {
            title: 'Retry only what cannot have been done',
            edits: [{ path: `spec.http[${index}].retries.retryOn`, value: 'connect-failure,refused-stream' }],
          },
        });
      }
    }
  },
};

/** The method, where a rule takes requests of writing methods and no others. */
function onlyWrites({ match = [] }: HttpRoute): string | undefined {
  const methods = match.map(({ method }) => method?.exact ?? '');
  return methods.length > 0 && methods.every((method) => WRITES.has(method)) ? methods[0] : undefined;
}
