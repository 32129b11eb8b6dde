import { type HttpMatch, VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

/** Patterns that every path matches. */
const ANY_PATH: ReadonlySet<string> = new Set(['.*', '/.*', '^.*$', '^/.*', '^/.*$']);

export const shadowedMatch: Rule = {
  name: 'virtual-service/shadowed-match',
  codes: [],
  severity: 'warning',
  inputs: ['VirtualService'],
  why: 'The first match wins: an earlier, wider one takes these requests, and this route none.',
  docs: 'https://istio.io/latest/docs/concepts/traffic-management/#routing-rule-precedence',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      const { http = [] } = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
      const earlier: { path: string; match: HttpMatch }[] = [];
      for (const [i, { match = [] }] of http.entries()) {
        for (const [j, one] of match.entries()) {
          const path = `spec.http[${i}].match[${j}]`;
          const wide = earlier.find((before) => takesAll(before.match, one));
          if (wide !== undefined) {
            report(resource, {
              path,
              message: `${path} of ${resource.metadata.name} never holds: ${wide.path} before it takes its requests`,
            });
          } else earlier.push({ path, match: one });
        }
      }
    }
  },
};

/** Whether a match of the path alone takes everything another takes; two prefixes are a matter of field rules. */
function takesAll(wide: HttpMatch, narrow: HttpMatch): boolean {
  const { uri, name: _, statPrefix: __, ...conditions } = wide;
  if (uri === undefined || Object.keys(conditions).length > 0 || narrow.ignoreUriCase) return false;
  if (uri.regex !== undefined) return ANY_PATH.has(uri.regex);
  if (uri.prefix === undefined || narrow.uri?.prefix !== undefined) return false;
  if (uri.prefix === '/') return true;
  return narrow.uri?.exact?.startsWith(uri.prefix) === true;
}
