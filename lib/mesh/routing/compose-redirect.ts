import { rewritePath } from './path-rewrite';
import type { RedirectAction } from './route-plan';
import type { RouteRequest } from './route-request';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/**
 * The Location of a redirect, as Envoy composes it: what the rule leaves open is that of the request, the query is kept,
 * and a port that the scheme implies is left out.
 */
export function composeLocation(redirect: RedirectAction, request: RouteRequest): string {
  const scheme = redirect.scheme ?? request.scheme;
  const path = redirect.rewrite === undefined ? request.path : rewritePath(redirect.rewrite, request.path);
  const query = request.query === '' || path.includes('?') ? '' : `?${request.query}`;
  return `${scheme}://${hostOf(redirect, request, scheme)}${path}${query}`;
}

function hostOf({ host, port }: RedirectAction, request: RouteRequest, scheme: string): string {
  const own = splitPort(request.authority);
  if (typeof port === 'number') {
    return port === DEFAULT_PORTS[scheme] ? (host ?? own.host) : `${host ?? own.host}:${port}`;
  }
  if (host !== undefined) return host;
  if (port === 'protocol-default') return own.host;
  const wasImplied = scheme !== request.scheme && own.port === DEFAULT_PORTS[request.scheme];
  return wasImplied ? own.host : request.authority;
}

function splitPort(authority: string): { host: string; port: number | undefined } {
  const match = /^(.*):(\d+)$/.exec(authority);
  return match === null
    ? { host: authority, port: undefined }
    : { host: match[1] ?? authority, port: Number(match[2]) };
}
