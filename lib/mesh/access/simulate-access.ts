import type { MeshSettings } from '../config/mesh-settings';
import { describeResource, type ResourceReference, referenceOf } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import { splitTarget } from '../routing/route-request';
import type { AccessRequest } from './access-request';
import { compileAuthorization } from './authorization';
import { splitSpaceDelimited } from './claim-path';
import { explainAuthorization } from './explain-authorization';
import { type AccessTarget, findTarget } from './find-target';
import { normalizePath } from './normalize-path';
import { type DecidedPeerMode, type PeerMode, peerModeOf, resolvePeerModes } from './peer-authentication';
import { SPIFFE_SCHEME } from './principal';
import type { SimulatedAccess, TokenOutcome } from './simulated-request';

/** What would become of a request, and why. */
export interface AccessAnswer {
  allowed: boolean;
  /** The policy and rule that decided; null where none did. */
  by: { resource: ResourceReference; rule: number } | null;
  mtls: PeerMode;
  /** Whether the request carries a good token. */
  authenticated: boolean | 'absent';
  /** What the caller would get in the workload's place; for what is allowed nothing. */
  response?: Refusal;
  explain: string[];
}

/** The proxy's own answer, or its end of the connection. */
interface Refusal {
  code: number;
  flags: string;
  details: string;
  body: string;
}

/** Answers for one request as the workload's agent would; without `token` the request's claims are taken for good. */
export function simulateAccess(
  resources: ResourceSet,
  settings: MeshSettings,
  request: SimulatedAccess,
  token?: TokenOutcome,
): AccessAnswer {
  const url = readUrl(request.url ?? '');
  const target = findAccessTarget(resources, request);
  const mode = peerModeOf(resolvePeerModes(resources, settings, target.workload), target.port);
  const principal = principalOf(request, settings);
  const explain = [explainTarget(target), explainMode(mode, principal)];
  const outcome = token ?? outcomeOf(request);
  const answer = (allowed: boolean, by: AccessAnswer['by'], response?: Refusal): AccessAnswer => ({
    allowed,
    by,
    mtls: mode.mode,
    authenticated: outcome.state === 'absent' ? 'absent' : outcome.state === 'valid',
    ...(response === undefined ? {} : { response }),
    explain,
  });
  if (mode.mode === 'STRICT' && principal === undefined) {
    explain.push('The connection is plain text and the port takes mutual TLS only: it is reset.');
    const by = mode.by === undefined ? null : { resource: referenceOf(mode.by), rule: 0 };
    return answer(false, by, PLAIN_TEXT_REFUSED);
  }
  if (outcome.state === 'invalid') {
    explain.push(`The token is refused before any policy is asked: ${outcome.message}.`);
    return answer(false, null, tokenRefusal(outcome));
  }
  const isTcp = request.protocol === 'tcp';
  const path = normalizePath(url.path, settings.pathNormalization);
  if (path === undefined) {
    explain.push('The path cannot be read in one way only: it is refused before any policy is asked.');
    return answer(false, null, BROKEN_PATH);
  }
  if (path !== url.path) explain.push(`Policies see the path as ${path}.`);
  const claims = outcome.state === 'valid' ? splitSpaceDelimited(outcome.claims) : undefined;
  const access = accessOf(request, { principal, target, path, authority: url.authority, claims });
  const authorizer = compileAuthorization(resources, settings, target.workload, isTcp ? 'tcp' : 'http');
  explain.push(...explainAuthorization(authorizer, access));
  const decision = authorizer.decide(access);
  const { allowed, by, details } = decision;
  const rule = by === undefined ? null : { resource: referenceOf(by.policy), rule: by.index };
  return answer(allowed, rule, allowed ? undefined : { ...(isTcp ? TCP_DENIED : DENIED), details });
}

/** Whom a simulated request is for. */
export function findAccessTarget(resources: ResourceSet, request: SimulatedAccess): AccessTarget {
  const url = readUrl(request.url ?? '');
  return findTarget(resources, request, hostOf(url.authority), url.port);
}

const DENIED = { code: 403, flags: '-', body: 'RBAC: access denied' };
const TCP_DENIED = { code: 0, flags: '-', body: '' };
const BROKEN_PATH = { code: 400, flags: '-', details: 'path_normalization_failed', body: '' };
/** What the client's own proxy answers. */
const PLAIN_TEXT_REFUSED = {
  code: 503,
  flags: 'UC',
  details: 'upstream_reset_before_response_started{connection_termination}',
  body: 'upstream connect error or disconnect/reset before headers. reset reason: connection termination',
};

function tokenRefusal({ code, message }: Extract<TokenOutcome, { state: 'invalid' }>): Refusal {
  const details = `jwt_authn_access_denied{${message.replaceAll(' ', '_')}}`;
  return { code, flags: 'UAEX', details, body: message };
}

interface ReadUrl {
  authority: string;
  path: string;
  port: number;
}

function readUrl(url: string): ReadUrl {
  const match = /^(https?):\/\/([^/?#]*)(.*)$/i.exec(url);
  const scheme = (match?.[1] ?? 'http').toLowerCase();
  const authority = match?.[2] ?? '';
  const target = match === null ? url : (match[3] ?? '');
  const { path } = splitTarget(target);
  const port = Number(/:(\d+)$/.exec(authority)?.[1] ?? (scheme === 'https' ? 443 : 80));
  return { authority, path: path.startsWith('/') ? path : `/${path}`, port };
}

function hostOf(authority: string): string {
  return authority.replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase();
}

function principalOf(
  { principal, from }: SimulatedAccess,
  { trustDomain }: MeshSettings,
): string | undefined {
  if (principal !== undefined && principal !== '') {
    return principal.startsWith(SPIFFE_SCHEME) ? principal : SPIFFE_SCHEME + principal;
  }
  if (from?.serviceAccount === undefined) return undefined;
  return `${SPIFFE_SCHEME}${trustDomain}/ns/${from.namespace ?? 'default'}/sa/${from.serviceAccount}`;
}

function outcomeOf({ claims }: SimulatedAccess): TokenOutcome {
  return claims === undefined ? { state: 'absent' } : { state: 'valid', claims };
}

interface ReadRequest {
  principal: string | undefined;
  target: AccessTarget;
  path: string;
  authority: string;
  claims: AccessRequest['claims'];
}

function accessOf(request: SimulatedAccess, read: ReadRequest): AccessRequest {
  const headers = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    headers.set(name.toLowerCase(), typeof value === 'string' ? [value] : value.map(String));
  }
  const ip = request.ip ?? '';
  return {
    principal: read.principal,
    sourceIp: request.sourceIp ?? ip,
    remoteIp: ip,
    destinationIp: request.destinationIp ?? '',
    destinationPort: read.target.port,
    sni: request.sni ?? '',
    method: request.method ?? 'GET',
    host: headers.get('host')?.[0] ?? headers.get(':authority')?.[0] ?? read.authority,
    path: read.path,
    claims: read.claims,
    headerValues: (name) => headers.get(name) ?? [],
  };
}

function explainTarget({ workload, port, found }: AccessTarget): string {
  return `Asks a workload of namespace ${workload.namespace} (${found}) at its port ${port}.`;
}

function explainMode({ mode, by, path }: DecidedPeerMode, principal: string | undefined): string {
  const source = by === undefined ? "Istio's default" : `${describeResource(by)}, ${path}`;
  const peer = principal === undefined ? 'The caller shows no certificate.' : `The caller is ${principal}.`;
  return `Mutual TLS is ${mode} (${source}). ${peer}`;
}
