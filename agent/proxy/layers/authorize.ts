import type { AccessControl } from '../../access/access-control';
import { type AccessPolicy, BROKEN_CUSTOM_DETAILS } from '../../access/access-policy';
import { addressOf, portOf } from '../../access/client-address';
import { type AccessEntrance, ExchangeAccess } from '../../access/exchange-access';
import { askAuthorizer } from '../../access/external/ask-authorizer';
import type { ExternalAuthorizer } from '../../access/external/external-authorizer';
import type {
  ExternalQuestion,
  ExternalVerdict,
  HeaderPair,
  JudgedBody,
} from '../../access/external/external-question';
import type { ExchangeView } from '../exchange-view';
import type { Layer, LayerVerdict } from '../layer';
import type { LocalReply } from '../local-reply';

const BROKEN_CUSTOM = deny(BROKEN_CUSTOM_DETAILS);

/** Asks the workload's authorization policies: CUSTOM, DENY, ALLOW. The last thing before a request is sent on. */
export function createAuthorizeLayer(access: AccessControl, entrance: AccessEntrance): Layer {
  const decide = (policy: AccessPolicy, request: ExchangeAccess): LocalReply | undefined => {
    const decision = access.decide(policy.http, request);
    return decision.allowed ? undefined : deny(decision.details);
  };
  const additions = new WeakMap<ExchangeView, readonly HeaderPair[]>();

  const askFirst = async (
    exchange: ExchangeView,
    policy: AccessPolicy,
    request: ExchangeAccess,
    authorizer: ExternalAuthorizer,
    body: JudgedBody | undefined,
  ): Promise<void> => {
    const question = questionOf(exchange, request, body);
    const verdict = await askAuthorizer(authorizer, question, access.resolveHost);
    access.counters.external[verdict.kind]++;
    const refusal = refusalOf(authorizer, verdict) ?? decide(policy, request);
    if (refusal !== undefined) {
      exchange.reply(refusal);
      return;
    }
    if (verdict.kind === 'ok') {
      for (const name of verdict.removed) exchange.request.headers.dropNamed(name);
      setHeaders(exchange, verdict.headers);
      additions.set(exchange, verdict.clientHeaders);
    }
    exchange.proceed();
  };

  return {
    name: 'authorize',

    onRequest(exchange): LayerVerdict {
      const { policy } = access;
      if (policy.http.policies.length === 0) return undefined;
      const { external } = policy;
      const request = new ExchangeAccess(exchange, entrance);
      if (external === 'broken') return answer(exchange, BROKEN_CUSTOM);
      if (external !== undefined && policy.http.findCustom(request) !== undefined) {
        const { body } = external;
        if (body === undefined || !hasBodyToCome(exchange)) {
          void askFirst(exchange, policy, request, external, undefined);
          return 'wait';
        }
        exchange.gatherBody(body.maxBytes, (gathered) => {
          if (gathered.isPart && !body.allowsPart) exchange.reply('body-too-large');
          else void askFirst(exchange, policy, request, external, gathered);
        });
        return 'wait';
      }
      const refusal = decide(policy, request);
      return refusal === undefined ? undefined : answer(exchange, refusal);
    },

    onResponse(exchange) {
      for (const [name, value] of additions.get(exchange) ?? [])
        exchange.responseHeaders?.append(name, value);
    },
  };
}

/** What follows an upgrade is no body. */
function hasBodyToCome({ isRequestDone, isUpgrade, request }: ExchangeView): boolean {
  return !isRequestDone && !isUpgrade && request.method !== 'CONNECT';
}

function deny(details: string): LocalReply {
  return { code: 403, flags: '-', details, body: 'RBAC: access denied' };
}

function answer(exchange: ExchangeView, reply: LocalReply): 'wait' {
  exchange.reply(reply);
  return 'wait';
}

function questionOf(
  exchange: ExchangeView,
  request: ExchangeAccess,
  body: JudgedBody | undefined,
): ExternalQuestion {
  const {
    peerPrincipal,
    record,
    request: { headers },
    serverName,
  } = exchange;
  const names = new Set<string>();
  for (let i = 0; i < headers.count; i++) names.add(headers.nameAt(i).toLowerCase());
  const pairs = [...names, 'x-request-id', 'x-forwarded-for', 'x-forwarded-proto'].filter(
    (name, index, all) => all.indexOf(name) === index,
  );
  return {
    source: {
      address: request.sourceIp,
      port: portOf(record.downstreamRemoteAddress),
      principal: peerPrincipal ?? '',
    },
    destination: {
      address: addressOf(record.downstreamLocalAddress),
      port: portOf(record.downstreamLocalAddress),
      principal: record.localPrincipal ?? '',
    },
    serverName,
    http: {
      id: record.requestId ?? '',
      method: request.method,
      path: record.path,
      authority: record.authority,
      scheme: exchange.facts.scheme,
      protocol: record.protocol,
      body,
      headers: pairs.flatMap((name) => request.headerValues(name).map((value): HeaderPair => [name, value])),
    },
  };
}

/** Envoy's answers for what the authorizer did not allow. */
function refusalOf(authorizer: ExternalAuthorizer, verdict: ExternalVerdict): LocalReply | undefined {
  if (verdict.kind === 'ok') return undefined;
  if (verdict.kind === 'error') {
    if (authorizer.failOpen) return undefined;
    return { code: authorizer.statusOnError, flags: 'UAEX', details: 'ext_authz_error', body: '' };
  }
  const headers = verdict.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return { code: verdict.status, flags: 'UAEX', details: 'ext_authz_denied', body: verdict.body, headers };
}

function setHeaders({ request }: ExchangeView, headers: readonly HeaderPair[]): void {
  for (const [name] of headers) request.headers.dropNamed(name);
  for (const [name, value] of headers) request.headers.append(name, value);
}
