import type { HttpMatch, StringMatch } from '../config/kinds/virtual-service';
import { compileHttpMatch } from './compile-http-match';
import type { RouteRequest } from './route-request';

/** Why a match of a VirtualService does not take a request, for a person to read; undefined when it does. */
export function explainMismatch(match: HttpMatch, request: RouteRequest): string | undefined {
  for (const { condition, text } of conditionsOf(match)) {
    if (!compileHttpMatch(condition)(request))
      return `${text}, and the request has ${shownValue(condition, request)}`;
  }
  return undefined;
}

interface Condition {
  condition: HttpMatch;
  /** `the path must begin with "/v1"`. */
  text: string;
}

function conditionsOf(match: HttpMatch): Condition[] {
  const { uri, scheme, method, authority, ignoreUriCase = false } = match;
  const single = [
    { name: 'path', wanted: uri, condition: { ignoreUriCase, ...(uri === undefined ? {} : { uri }) } },
    { name: 'scheme', wanted: scheme, condition: scheme === undefined ? {} : { scheme } },
    { name: 'method', wanted: method, condition: method === undefined ? {} : { method } },
    { name: 'host', wanted: authority, condition: authority === undefined ? {} : { authority } },
  ].flatMap(({ name, wanted, condition }) =>
    wanted === undefined ? [] : [{ condition, text: `the ${name} must ${describeMatch(wanted)}` }],
  );
  return [
    ...single,
    ...Object.entries(match.headers ?? {}).map(([name, wanted]) => ({
      condition: { headers: { [name]: wanted } },
      text: `header ${name} must ${describeMatch(wanted)}`,
    })),
    ...Object.entries(match.withoutHeaders ?? {}).map(([name, wanted]) => ({
      condition: { withoutHeaders: { [name]: wanted } },
      text: `header ${name} must not ${describeMatch(wanted)}`,
    })),
    ...Object.entries(match.queryParams ?? {}).map(([name, wanted]) => ({
      condition: { queryParams: { [name]: wanted } },
      text: `query parameter ${name} must ${describeMatch(wanted)}`,
    })),
  ];
}

/** `be "a"`, `begin with "a"`, `match the pattern "a"`, `be there`. */
export function describeMatch(match: StringMatch | undefined | null): string {
  if (match?.exact) return `be "${match.exact}"`;
  if (match?.prefix) return `begin with "${match.prefix}"`;
  if (match?.regex && match.regex !== '*') return `match the pattern "${match.regex}"`;
  return 'be there';
}

function shownValue(condition: HttpMatch, request: RouteRequest): string {
  if (condition.uri !== undefined) return `"${request.path}"`;
  if (condition.scheme !== undefined) return `"${request.scheme}"`;
  if (condition.method !== undefined) return `"${request.method}"`;
  if (condition.authority !== undefined) return `"${request.authority}"`;
  const [header] = Object.keys(condition.headers ?? condition.withoutHeaders ?? {});
  if (header === undefined) return `the query "${request.query}"`;
  const value = request.headers[header.toLowerCase()];
  return value === undefined ? 'none' : `"${value}"`;
}
