import type { AccessRequest } from '../access/access-request';
import { chooseClientTls } from '../access/client-tls';
import { normalizePath } from '../access/normalize-path';
import { peerModeOf } from '../access/peer-authentication';
import type { PolicyWorkload } from '../access/selects-workload';
import { describeResource, type ResourceReference, referenceOf } from '../config/resource';
import { splitTarget } from '../routing/route-request';
import type { RecordedRequest } from './recorded-request';
import type { UnseenFields } from './unseen-fields';
import type { WhatIfMesh } from './whatif-mesh';

/** Whether a workload's proxy lets a request in. */
export interface AccessVerdict {
  /** `unknown` where a policy looks at what no log keeps. */
  outcome: 'allowed' | 'denied' | 'unknown';
  reason: string;
  by: ResourceReference | undefined;
}

/** The place where a request is to be let in. */
export interface AccessPlace {
  workload: PolicyWorkload;
  port: number;
  agentId: string | undefined;
  /** The DestinationRule's `tls.mode`; undefined where it says nothing. */
  tlsMode: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL' | undefined;
}

const ALLOWED: AccessVerdict = { outcome: 'allowed', reason: '', by: undefined };

/** Decides with the functions of the agent: mutual TLS first, then tokens, then policies. */
export function judgeAccess(
  mesh: WhatIfMesh,
  request: RecordedRequest,
  place: AccessPlace,
  unseen: UnseenFields,
): AccessVerdict {
  const { modes, tokenRules } = mesh.securityOf(place.workload);
  const mode = peerModeOf(modes, place.port);
  const choice = chooseClientTls(place.tlsMode === undefined ? undefined : { mode: place.tlsMode }, {
    autoMtls: mesh.settings.autoMtls,
    hasSidecar: request.caller.principal !== undefined && mesh.takesMutualTls(place.agentId),
    serverMode: mode.mode,
  });
  const isMutual = request.caller.principal !== undefined && choice === 'mutual';
  const by = mode.by === undefined ? undefined : referenceOf(mode.by);
  const rule = mode.by === undefined ? '' : ` (${describeResource(mode.by)})`;
  if (mode.mode === 'STRICT' && !isMutual) {
    return { outcome: 'denied', reason: `it is plain text, and the port takes mutual TLS only${rule}`, by };
  }
  if (mode.mode === 'DISABLE' && choice === 'mutual') {
    return { outcome: 'denied', reason: `it is mutual TLS, and the port takes plain text only${rule}`, by };
  }
  const verdict = askPolicies(mesh, request, place, isMutual, unseen);
  const [tokens] = tokenRules;
  if (verdict.outcome !== 'allowed' || tokens === undefined) return verdict;
  return {
    outcome: 'unknown',
    reason: `${describeResource(tokens)} looks at the token it may carry`,
    by: referenceOf(tokens),
  };
}

function askPolicies(
  mesh: WhatIfMesh,
  request: RecordedRequest,
  { workload, port }: AccessPlace,
  isMutual: boolean,
  unseen: UnseenFields,
): AccessVerdict {
  const { authorizer } = mesh.securityOf(workload);
  const [first] = authorizer.policies;
  if (first === undefined) return ALLOWED;
  const access = accessOf(mesh, request, port, isMutual, unseen);
  if (access === undefined)
    return { outcome: 'denied', reason: 'its path cannot be read in one way only', by: undefined };
  unseen.take();
  const custom = authorizer.findCustom(access);
  if (custom !== undefined) {
    const reason = `${describeResource(custom.policy)} asks an external authorizer`;
    return { outcome: 'unknown', reason, by: referenceOf(custom.policy) };
  }
  const decision = authorizer.decide(access);
  const asked = unseen.take();
  const by = referenceOf(decision.by?.policy ?? first);
  if (asked.length > 0) {
    const names = authorizer.policies.map((one) => describeResource(one)).join(', ');
    return { outcome: 'unknown', reason: `${names} looks at ${asked.join(', ')}`, by };
  }
  if (decision.allowed) return ALLOWED;
  const reason =
    decision.by === undefined
      ? `no rule of the ALLOW policies takes it (${authorizer.policies.map((one) => describeResource(one)).join(', ')})`
      : `${describeResource(decision.by.policy)} denies it by rule ${decision.by.index}`;
  return { outcome: 'denied', reason, by };
}

function accessOf(
  { settings }: WhatIfMesh,
  request: RecordedRequest,
  port: number,
  isMutual: boolean,
  unseen: UnseenFields,
): AccessRequest | undefined {
  const path = normalizePath(splitTarget(request.path).path, settings.pathNormalization);
  if (path === undefined) return undefined;
  const seenIp = (name: string, ip: string): string => {
    if (ip === '') unseen.note(name);
    return ip;
  };
  return {
    principal: isMutual ? request.caller.principal : undefined,
    get sourceIp() {
      return seenIp('the source address', request.sourceIp);
    },
    get remoteIp() {
      return seenIp('the address of the client behind proxies', request.sourceIp);
    },
    get destinationIp() {
      return seenIp('the destination address', '');
    },
    destinationPort: port,
    get sni() {
      return seenIp('the server name of the connection', '');
    },
    method: request.method,
    host: request.authority,
    path,
    get claims() {
      return unseen.claims();
    },
    headerValues(name) {
      if (!Object.hasOwn(request.headers, name)) unseen.note(`header ${name}`);
      const value = request.headers[name];
      return value === undefined ? [] : [value];
    },
  };
}
