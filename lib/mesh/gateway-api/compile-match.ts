import type { GrpcRouteSpec } from '../config/kinds/grpc-route';
import type { HttpRouteSpec } from '../config/kinds/http-route';
import { compilePattern } from '../pattern/re2';
import { findWrittenQueryValue } from '../routing/query-value';
import { headerOf, type RouteRequest } from '../routing/route-request';

type HttpRule = NonNullable<HttpRouteSpec['rules']>[number];
export type HttpRouteMatch = NonNullable<HttpRule['matches']>[number];
type GrpcRule = NonNullable<GrpcRouteSpec['rules']>[number];
export type GrpcRouteMatch = NonNullable<GrpcRule['matches']>[number];

/** One condition of a match, and what it is in words. */
interface Condition {
  test: (request: RouteRequest) => boolean;
  text: string;
}

/** A match of a route of the Gateway API, ready to be asked and to be ordered. */
export interface ApiMatch {
  /** Empty takes every request. */
  conditions: readonly Condition[];
  /** What a prefix match took, for filters that replace it. */
  prefix: string;
  /** What puts it before others, most important first; higher goes first. */
  rank: readonly number[];
}

/** Compiles a match of an HTTPRoute; none is the path prefix `/`. */
export function compileHttpRouteMatch(match: HttpRouteMatch): ApiMatch {
  const headers = firstOfEach(match.headers, headerNameOf);
  const queryParams = firstOfEach(match.queryParams, ({ name = '' }) => name);
  const { type = 'PathPrefix', value = '/' } = match.path ?? {};
  const path = pathCondition(type, value);
  const method = match.method;
  const conditions = [
    ...(path === undefined ? [] : [path]),
    ...(method === undefined
      ? []
      : [
          {
            test: (request: RouteRequest) => request.method === method,
            text: `the method must be ${method}`,
          },
        ]),
    ...headers.map(headerCondition),
    ...queryParams.map(queryCondition),
  ];
  const rank = [
    type === 'Exact' ? 2 : type === 'PathPrefix' ? 1 : 0,
    type === 'RegularExpression' ? 0 : value.length,
    method === undefined ? 0 : 1,
    headers.length,
    queryParams.length,
  ];
  return { conditions, prefix: type === 'PathPrefix' ? value : '/', rank };
}

/** Compiles a match of a GRPCRoute: service and method are the path of the call. */
export function compileGrpcRouteMatch(match: GrpcRouteMatch): ApiMatch {
  const { type = 'Exact', service = '', method = '' } = match.method ?? {};
  const headers = firstOfEach(match.headers, headerNameOf);
  const path = type === 'Exact' ? grpcExact(service, method) : grpcPattern(service, method);
  const rank = [
    type === 'Exact' && service !== '' && method !== '' ? 2 : service === '' && method === '' ? 0 : 1,
    service.length,
    method.length,
    headers.length,
    0,
  ];
  return {
    conditions: [...(path === undefined ? [] : [path]), ...headers.map(headerCondition)],
    prefix: '/',
    rank,
  };
}

function pathCondition(type: string, value: string): Condition | undefined {
  if (type === 'Exact') return { test: ({ path }) => path === value, text: `the path must be "${value}"` };
  if (type === 'RegularExpression') {
    const test = patternTest(value);
    return { test: ({ path }) => test(path), text: `the path must match the pattern "${value}"` };
  }
  const prefix = value.endsWith('/') ? value.slice(0, -1) : value;
  if (prefix === '') return undefined;
  const folder = `${prefix}/`;
  return {
    test: ({ path }) => path === prefix || path.startsWith(folder),
    text: `the path must be below "${prefix}"`,
  };
}

function grpcExact(service: string, method: string): Condition | undefined {
  if (service !== '' && method !== '') return pathCondition('Exact', `/${service}/${method}`);
  if (service !== '') return pathCondition('PathPrefix', `/${service}`);
  if (method === '') return undefined;
  return {
    test: ({ path }) => path.split('/').length === 3 && path.endsWith(`/${method}`),
    text: `the gRPC method must be ${method}`,
  };
}

function grpcPattern(service: string, method: string): Condition | undefined {
  if (service === '' && method === '') return undefined;
  return pathCondition('RegularExpression', `/${service || '[^/]+'}/${method || '[^/]+'}`);
}

interface NamedValue {
  readonly type?: string;
  readonly name?: string;
  readonly value?: string;
}

/** Of several conditions on one name only the first counts. */
function firstOfEach<Value extends NamedValue>(
  values: readonly Value[] = [],
  nameOf: (value: Value) => string,
): readonly Value[] {
  const names = values.map(nameOf);
  return values.filter((_, index) => names.indexOf(names[index] ?? '') === index);
}

function headerNameOf({ name = '' }: NamedValue): string {
  return name.toLowerCase();
}

function headerCondition(header: NamedValue): Condition {
  const name = headerNameOf(header);
  const test = valueTest(header);
  return {
    test: (request) => {
      const value = name === 'host' ? request.authority : headerOf(request, name);
      return value !== undefined && test(value);
    },
    text: `header ${name} must ${describe(header)}`,
  };
}

function queryCondition(param: NamedValue): Condition {
  const { name = '' } = param;
  const test = valueTest(param);
  return {
    test: ({ query }) => {
      const value = findWrittenQueryValue(query, name);
      return value !== undefined && test(value);
    },
    text: `query parameter ${name} must ${describe(param)}`,
  };
}

function valueTest({ type = 'Exact', value: wanted = '' }: NamedValue): (value: string) => boolean {
  return type === 'RegularExpression' ? patternTest(wanted) : (value) => value === wanted;
}

function describe({ type = 'Exact', value = '' }: NamedValue): string {
  return type === 'RegularExpression' ? `match the pattern "${value}"` : `be "${value}"`;
}

function patternTest(source: string): (value: string) => boolean {
  const pattern = compilePattern(source);
  return 'error' in pattern ? () => false : (value) => pattern.matches(value);
}
