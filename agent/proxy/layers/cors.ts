import { type CorsPlan, REQUESTED } from '../../../lib/mesh/routing/cors-plan';
import { Header } from '../../http1/header-id';
import type { ExchangeView } from '../exchange-view';
import type { Layer } from '../layer';
import type { LocalReply } from '../local-reply';

/** Answers preflights by the route's CORS policy and tells browsers whose pages may read an answer. */
export const cors: Layer = {
  name: 'cors',

  onRequest(exchange) {
    const plan = exchange.route?.cors;
    const origin = plan === undefined ? undefined : exchange.request.headers.find(Header.origin);
    if (plan === undefined || origin === undefined) return undefined;
    const isAllowed = plan.allowsOrigin(origin);
    if (!isPreflight(exchange)) return undefined;
    if (isAllowed) return answerPreflight(plan, exchange);
    return plan.forwardsUnmatchedPreflights ? undefined : composeAnswer('');
  },

  onResponse({ request, responseHeaders, route }) {
    const plan = route?.cors;
    const origin = plan === undefined ? undefined : request.headers.find(Header.origin);
    if (plan === undefined || origin === undefined || responseHeaders === undefined) return;
    if (!plan.allowsOrigin(origin)) return;
    responseHeaders.replace('access-control-allow-origin', origin);
    if (plan.allowCredentials) responseHeaders.replace('access-control-allow-credentials', 'true');
    if (plan.exposeHeaders !== '')
      responseHeaders.replace('access-control-expose-headers', plan.exposeHeaders);
  },
};

function isPreflight({ request }: ExchangeView): boolean {
  return (
    request.method === 'OPTIONS' && (request.headers.find(Header.accessControlRequestMethod) ?? '') !== ''
  );
}

function answerPreflight(plan: CorsPlan, { request: { headers } }: ExchangeView): LocalReply {
  const { maxAgeSeconds } = plan;
  const say = (value: CorsPlan['allowMethods'], asked: string): string =>
    value === REQUESTED ? (headers.findNamed(asked) ?? '') : value;
  const allowMethods = say(plan.allowMethods, 'access-control-request-method');
  const allowHeaders = say(plan.allowHeaders, 'access-control-request-headers');
  const lines = [
    allowMethods === '' ? '' : `access-control-allow-methods: ${allowMethods}\r\n`,
    allowHeaders === '' ? '' : `access-control-allow-headers: ${allowHeaders}\r\n`,
    maxAgeSeconds === undefined ? '' : `access-control-max-age: ${maxAgeSeconds}\r\n`,
  ];
  return composeAnswer(lines.join(''));
}

function composeAnswer(headers: string): LocalReply {
  return { code: 200, flags: '-', details: 'cors_response', body: '', headers };
}
