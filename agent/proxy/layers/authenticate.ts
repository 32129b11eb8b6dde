import type { AccessControl } from '../../access/access-control';
import { type AccessEntrance, ExchangeAccess } from '../../access/exchange-access';
import type { Authentication } from '../../access/token/authenticator';
import { forgetToken, passClaims, takeOffClaimHeaders } from '../../access/token/claim-headers';
import { refuseToken } from '../../access/token/refuse-token';
import type { ExchangeView } from '../exchange-view';
import type { Layer } from '../layer';

/** Judges the request's token: a bad one is refused here, a missing one leaves the caller nameless. */
export function createAuthenticateLayer(access: AccessControl, entrance: AccessEntrance): Layer {
  return {
    name: 'authenticate',

    onRequest(exchange) {
      const { authenticator } = access.policy;
      if (authenticator === undefined) return undefined;
      takeOffClaimHeaders(exchange, authenticator.rules);
      const request = new ExchangeAccess(exchange, entrance);
      if (isPreflight(exchange, request)) return undefined;
      const result = authenticator.authenticate(request);
      if (!(result instanceof Promise)) {
        return finish(access, exchange, result) ? undefined : 'wait';
      }
      void result
        .catch((): Authentication => ({ problem: 'Jwt verification fails' }))
        .then((late) => {
          if (finish(access, exchange, late)) exchange.proceed();
        });
      return 'wait';
    },
  };
}

/** A browser's question whether it may ask carries no token. */
function isPreflight(exchange: ExchangeView, request: ExchangeAccess): boolean {
  return (
    exchange.request.method === 'OPTIONS' &&
    request.headerValues('origin').length > 0 &&
    request.headerValues('access-control-request-method').length > 0
  );
}

/** False when the request was refused. */
function finish(access: AccessControl, exchange: ExchangeView, result: Authentication): boolean {
  const { tokens } = access.counters;
  if ('problem' in result) {
    tokens.refused++;
    exchange.reply(refuseToken(exchange.record, result.problem));
    return false;
  }
  const [first] = result.accepted;
  if (first === undefined) return true;
  tokens.accepted++;
  exchange.claims = first.claims;
  for (const accepted of result.accepted) {
    forgetToken(exchange, accepted);
    passClaims(exchange, accepted);
  }
  return true;
}
