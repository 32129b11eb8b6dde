import type { HttpMatch, StringMatch } from '../config/kinds/virtual-service';
import { claimValues, parseClaimHeader } from './claim-header';
import { compileStringMatch } from './compile-string-match';
import { findWrittenQueryValue } from './query-value';
import { headerOf, type RouteRequest } from './route-request';

/** A compiled condition on a request. */
export type RequestTest = (request: RouteRequest) => boolean;

/** Compiles the parts of a match that depend on the request; the caller has judged port, gateways and source. */
export function compileHttpMatch(match: HttpMatch): RequestTest {
  const tests = [
    ...compileUri(match),
    ...compileText(match.scheme, (request) => request.scheme),
    ...compileText(match.method, (request) => request.method),
    ...compileText(match.authority, (request) => request.authority),
    ...Object.entries(match.headers ?? {}).map(([name, wanted]) => compileHeader(name, wanted)),
    ...Object.entries(match.withoutHeaders ?? {}).map(([name, wanted]) => compileWithoutHeader(name, wanted)),
    ...Object.entries(match.queryParams ?? {}).map(([name, wanted]) => compileQuery(name, wanted)),
  ];
  return (request) => tests.every((test) => test(request));
}

/** Whether a match lets every request through: what follows such a rule is never reached. */
export function isCatchAllMatch(match: HttpMatch): boolean {
  const conditions = [match.scheme, match.method, match.authority];
  const maps = [match.headers, match.withoutHeaders, match.queryParams];
  if (conditions.some((condition) => condition !== undefined)) return false;
  if (maps.some((map) => Object.keys(map ?? {}).length > 0)) return false;
  return match.uri === undefined || isCatchAllUri(match.uri);
}

function isCatchAllUri(uri: StringMatch): boolean {
  const isEmpty = uri.exact === undefined && !uri.prefix && !uri.regex;
  return isEmpty || uri.prefix === '/' || uri.regex === '.*' || uri.regex === '*';
}

function compileUri({ uri, ignoreUriCase }: HttpMatch): RequestTest[] {
  const test = uri === undefined ? undefined : compileStringMatch(uri, ignoreUriCase === true);
  return test === undefined ? [] : [(request) => test(request.path)];
}

function compileText(match: StringMatch | undefined, read: (request: RouteRequest) => string): RequestTest[] {
  const test = match === undefined ? undefined : compileStringMatch(match);
  return test === undefined ? [] : [(request) => test(read(request))];
}

function compileHeader(name: string, match: StringMatch): RequestTest {
  const test = compileStringMatch(match ?? {});
  const claim = parseClaimHeader(name);
  if (claim !== undefined) {
    return ({ claims }) => claimValues(claims, claim).some((value) => test === undefined || test(value));
  }
  const read = headerReader(name);
  return (request) => {
    const value = read(request);
    return value !== undefined && (test === undefined || test(value));
  };
}

/** Envoy treats a header that is not there as empty text here, so `x: {exact: a}` lets requests without `x` through. */
function compileWithoutHeader(name: string, match: StringMatch): RequestTest {
  const test = compileStringMatch(match ?? {});
  const claim = parseClaimHeader(name);
  if (claim !== undefined) {
    return ({ claims }) => !claimValues(claims, claim).some((value) => test === undefined || test(value));
  }
  const read = headerReader(name);
  return (request) => {
    const value = read(request);
    return test === undefined ? value === undefined : !test(value ?? '');
  };
}

function compileQuery(name: string, match: StringMatch): RequestTest {
  const test = compileStringMatch(match ?? {});
  return ({ query }) => {
    const value = findWrittenQueryValue(query, name);
    return value !== undefined && (test === undefined || test(value));
  };
}

function headerReader(name: string): (request: RouteRequest) => string | undefined {
  const key = name.toLowerCase();
  switch (key) {
    case ':authority':
    case 'host':
      return (request) => request.authority;
    case ':method':
      return (request) => request.method;
    case ':path':
      return ({ path, query }) => (query === '' ? path : `${path}?${query}`);
    case ':scheme':
      return (request) => request.scheme;
    default:
      return (request) => headerOf(request, key);
  }
}
