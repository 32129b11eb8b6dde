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
          } else if (canTakeOthers(one)) earlier.push({ path, match: one });
        }
      }
    }
  },
};

/** One path alone holds nothing that a different match would ask for. */
function canTakeOthers({ uri }: HttpMatch): boolean {
  if (uri === undefined) return true;
  return uri.prefix !== undefined || (uri.regex !== undefined && ANY_PATH.has(uri.regex));
}

/** Whether a match takes everything another takes: each of its conditions holds wherever the other does. */
function takesAll(wide: HttpMatch, narrow: HttpMatch): boolean {
  if (!takesPath(wide, narrow)) return false;
  const { uri, name: _, statPrefix: __, ...conditions } = wide;
  if (!conditionsHold(conditions, narrow)) return false;
  // Equal ones, and an empty one, are a matter of field rules too.
  return uri !== undefined || (Object.keys(conditions).length > 0 && !isEqual(wide, narrow));
}

function takesPath({ uri, ignoreUriCase }: HttpMatch, narrow: HttpMatch): boolean {
  if (uri === undefined) return true;
  if (narrow.ignoreUriCase && !ignoreUriCase) return false;
  if (uri.regex !== undefined) return ANY_PATH.has(uri.regex);
  // Two prefixes are a matter of field rules.
  if (uri.prefix === undefined || narrow.uri?.prefix !== undefined) return false;
  if (uri.prefix === '/') return true;
  return !ignoreUriCase && narrow.uri?.exact?.startsWith(uri.prefix) === true;
}

/** Whether the other match has every condition too, word for word; headers and parameters one by one. */
function conditionsHold(conditions: Partial<HttpMatch>, narrow: HttpMatch): boolean {
  return Object.entries(conditions).every(([field, wanted]) => {
    const own = narrow[field as keyof HttpMatch];
    if (!isNamed(field)) return isEqual(wanted, own);
    const known = (own ?? {}) as Readonly<Record<string, unknown>>;
    return Object.entries(wanted as object).every(([key, value]) => isEqual(value, known[key]));
  });
}

/** Fields whose entries must all hold. */
function isNamed(field: string): boolean {
  return ['headers', 'withoutHeaders', 'queryParams', 'sourceLabels'].includes(field);
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
