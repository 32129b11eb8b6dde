import { composeLocation } from '../../lib/mesh/routing/compose-redirect';
import type { RedirectAction } from '../../lib/mesh/routing/route-plan';
import type { RouteRequest } from '../../lib/mesh/routing/route-request';
import type { LocalReply } from './local-reply';

/** Sends the client elsewhere. */
export function composeRedirect(action: RedirectAction, request: RouteRequest): LocalReply {
  return {
    code: action.status,
    flags: '-',
    details: 'direct_response',
    body: '',
    headers: `location: ${composeLocation(action, request)}\r\n`,
  };
}
