import { rewritePath } from '../../lib/mesh/routing/path-rewrite';
import type { RedirectAction } from '../../lib/mesh/routing/route-plan';
import type { RouteRequest } from '../../lib/mesh/routing/route-request';
import type { LocalReply } from './local-reply';

const OWN_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

/** Where the client is sent: what the rule names anew, the rest as it asked; the query stays. */
export function composeRedirect(action: RedirectAction, request: RouteRequest): LocalReply {
  const scheme = action.scheme ?? request.scheme;
  const [ownHost, ownPort] = splitPort(request.authority);
  const port = findPort(action, request.scheme, ownPort);
  const isOwnPort = port === undefined || port === OWN_PORTS[scheme];
  const authority = `${action.host ?? ownHost}${isOwnPort ? '' : `:${port}`}`;
  const path = action.rewrite === undefined ? request.path : rewritePath(action.rewrite, request.path);
  const query = request.query === '' || path.includes('?') ? '' : `?${request.query}`;
  return {
    code: action.status,
    flags: '-',
    details: 'direct_response',
    body: '',
    headers: `location: ${scheme}://${authority}${path}${query}\r\n`,
  };
}

/** Another host or scheme does not inherit a port that was the old one's own. */
function findPort(
  action: RedirectAction,
  oldScheme: string,
  ownPort: string | undefined,
): string | undefined {
  switch (action.port) {
    case 'protocol-default':
      return undefined;
    case 'request':
      return ownPort ?? OWN_PORTS[oldScheme];
    case undefined:
      return action.host === undefined && ownPort !== OWN_PORTS[oldScheme] ? ownPort : undefined;
    default:
      return String(action.port);
  }
}

function splitPort(authority: string): [host: string, port: string | undefined] {
  const match = /^(.*?)(?::(\d+))?$/.exec(authority);
  return [match?.[1] ?? authority, match?.[2]];
}
