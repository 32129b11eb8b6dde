import type { HttpRouteSpec } from '../config/kinds/http-route';
import { type CorsPlan, REQUESTED } from '../routing/cors-plan';
import type { HeaderStage } from '../routing/header-stage';
import type { PathRewrite } from '../routing/path-rewrite';
import type { RedirectAction } from '../routing/route-plan';

type Rule = NonNullable<HttpRouteSpec['rules']>[number];
export type ApiFilter = NonNullable<Rule['filters']>[number];
type HeaderModifier = NonNullable<ApiFilter['requestHeaderModifier']>;
type PathModifier = NonNullable<NonNullable<ApiFilter['urlRewrite']>['path']>;

const REDIRECT_STATUS = 302;

/** The filter of a type; there is at most one of most. */
export function findFilter(
  filters: readonly ApiFilter[] | undefined,
  type: ApiFilter['type'],
): ApiFilter | undefined {
  return filters?.find((filter) => filter.type === type);
}

/** Header operations of a filter: what is set and added keeps its order. */
export function stageOf(modifier: HeaderModifier | undefined): HeaderStage {
  const change = (mode: 'append' | 'overwrite') => (header: { name?: string; value?: string }) => ({
    name: (header.name ?? '').toLowerCase(),
    value: header.value ?? '',
    mode,
  });
  return {
    remove: (modifier?.remove ?? []).map((name) => name.toLowerCase()),
    changes: [
      ...(modifier?.set ?? []).map(change('overwrite')),
      ...(modifier?.add ?? []).map(change('append')),
    ],
  };
}

/** What a path modifier does; `prefix` is what the match took. */
export function rewriteOf(path: PathModifier | undefined, prefix: string): PathRewrite | undefined {
  if (path?.type === 'ReplaceFullPath') return { kind: 'full', path: path.replaceFullPath ?? '/' };
  if (path?.type === 'ReplacePrefixMatch') {
    return { kind: 'segments', from: prefix, to: path.replacePrefixMatch ?? '' };
  }
  return undefined;
}

/** The redirect of a filter: without a port that of the new scheme, and without scheme either that of the listener. */
export function redirectOf(
  redirect: NonNullable<ApiFilter['requestRedirect']>,
  prefix: string,
  listenerPort: number,
): Omit<RedirectAction, 'responseHeaders'> {
  const { scheme, hostname, path, port, statusCode } = redirect;
  return {
    kind: 'redirect',
    status: statusCode ?? REDIRECT_STATUS,
    scheme,
    host: hostname,
    port: port ?? (scheme === undefined ? listenerPort : 'protocol-default'),
    rewrite: rewriteOf(path, prefix),
  };
}

/** The CORS policy of a filter; origins may carry one wildcard in their host. */
export function corsOf(cors: ApiFilter['cors']): CorsPlan | undefined {
  if (cors === undefined) return undefined;
  const tests = (cors.allowOrigins ?? []).map(originTest);
  const allowCredentials = cors.allowCredentials === true;
  const listOf = (names: readonly string[] = []) =>
    allowCredentials && names.includes('*') ? REQUESTED : names.join(',');
  return {
    allowsOrigin: (origin) => tests.some((test) => test(origin)),
    allowMethods: listOf(cors.allowMethods),
    allowHeaders: listOf(cors.allowHeaders),
    exposeHeaders: (cors.exposeHeaders ?? []).join(','),
    maxAgeSeconds: cors.maxAge ?? 5,
    allowCredentials,
    forwardsUnmatchedPreflights: false,
  };
}

function originTest(pattern: string): (origin: string) => boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return (origin) => origin.toLowerCase() === pattern.toLowerCase();
  const [before, after] = [pattern.slice(0, star).toLowerCase(), pattern.slice(star + 1).toLowerCase()];
  return (origin) => {
    const lower = origin.toLowerCase();
    return lower.length > before.length + after.length && lower.startsWith(before) && lower.endsWith(after);
  };
}
