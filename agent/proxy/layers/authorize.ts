import type { AccessControl } from '../../access/access-control';
import type { AccessPolicy } from '../../access/access-policy';
import { type AccessEntrance, ExchangeAccess } from '../../access/exchange-access';
import { askAuthorizer, type ExternalVerdict, type HeaderPair } from '../../access/external/ask-authorizer';
import type { ExternalAuthorizer } from '../../access/external/external-authorizer';
import type { ExchangeView } from '../exchange-view';
import type { Layer, LayerVerdict } from '../layer';
import type { LocalReply } from '../local-reply';

const BROKEN_CUSTOM = deny('rbac_access_denied_matched_policy[default-deny-all-due-to-bad-CUSTOM-action]');

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
  ): Promise<void> => {
    const verdict = await askAuthorizer(authorizer, questionOf(exchange, request), access.resolveHost);
    access.counters.external[verdict.kind]++;
    const refusal = refusalOf(authorizer, verdict) ?? decide(policy, request);
    if (refusal !== undefined) {
      exchange.reply(refusal);
      return;
    }
    if (verdict.kind === 'ok') {
      setHeaders(
        exchange,
        verdict.headers.filter(([name]) => authorizer.isForUpstream(name)),
      );
      additions.set(
        exchange,
        verdict.headers.filter(([name]) => authorizer.isForClientOnAllow(name)),
      );
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
        void askFirst(exchange, policy, request, external);
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

function deny(details: string): LocalReply {
  return { code: 403, flags: '-', details, body: 'RBAC: access denied' };
}

function answer(exchange: ExchangeView, reply: LocalReply): 'wait' {
  exchange.reply(reply);
  return 'wait';
}

function questionOf({ record, request: { headers } }: ExchangeView, request: ExchangeAccess) {
  const names = new Set<string>();
  for (let i = 0; i < headers.count; i++) names.add(headers.nameAt(i).toLowerCase());
  const pairs = [...names, 'x-request-id', 'x-forwarded-for', 'x-forwarded-proto'].filter(
    (name, index, all) => all.indexOf(name) === index,
  );
  return {
    method: request.method,
    path: record.path,
    authority: record.authority,
    headers: pairs.flatMap((name) => request.headerValues(name).map((value): HeaderPair => [name, value])),
  };
}

/** Envoy's answers for what the authorizer did not allow. */
function refusalOf(authorizer: ExternalAuthorizer, verdict: ExternalVerdict): LocalReply | undefined {
  if (verdict.kind === 'ok') return undefined;
  if (verdict.kind === 'error') {
    if (authorizer.failOpen) return undefined;
    return { code: authorizer.statusOnError, flags: 'UAEX', details: 'ext_authz_error', body: '' };
  }
  const kept = verdict.headers.filter(([name]) => authorizer.isForClientOnDeny(name));
  const headers = kept.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return { code: verdict.status, flags: 'UAEX', details: 'ext_authz_denied', body: verdict.body, headers };
}

function setHeaders({ request }: ExchangeView, headers: readonly HeaderPair[]): void {
  for (const [name] of headers) request.headers.dropNamed(name);
  for (const [name, value] of headers) request.headers.append(name, value);
}
