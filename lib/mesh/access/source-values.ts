import type { MeshSettings } from '../config/mesh-settings';
import type { AccessTest } from './access-request';
import type { ValueCompiler } from './field-test';
import { compileIpBlock } from './ip-block';
import { expandTrustDomains, parsePrincipal, SPIFFE_SCHEME } from './principal';
import { compileRequestPrincipal } from './request-principal';
import { compileTextMatcher } from './text-matcher';

/** What the values of a policy are read against. */
export interface ValueScope {
  readonly settings: Pick<MeshSettings, 'trustDomain' | 'trustDomainAliases'>;
  /** Of the policy: a service account without a namespace is one of it. */
  readonly namespace: string;
  /** The port carries plain TCP: nothing of HTTP can be judged. */
  readonly isTcp: boolean;
}

/** Peer identities, of the verified certificate only: a request without one matches no value. */
export function principalValue({ settings }: ValueScope): ValueCompiler {
  return (value) => {
    const matchers = expandTrustDomains(value, settings).map((one) => compileTextMatcher(one, SPIFFE_SCHEME));
    return ({ principal }) => principal !== undefined && matchers.some((matches) => matches(principal));
  };
}

/** Namespaces of the peer's identity; an asterisk may stand at either end. */
export const namespaceValue: ValueCompiler = (value) => {
  const matches = compileTextMatcher(value);
  return withPeer((peer) => matches(peer.namespace));
};

/** `account` of the policy's own namespace, or `namespace/account`; no asterisks. */
export function serviceAccountValue({ namespace }: ValueScope): ValueCompiler {
  return (value) => {
    const slash = value.indexOf('/');
    const wanted = slash < 0 ? namespace : value.slice(0, slash);
    const account = value.slice(slash + 1);
    return withPeer((peer) => peer.namespace === wanted && peer.serviceAccount === account);
  };
}

/** Trust domains of the peer's identity. */
export const trustDomainValue: ValueCompiler = (value) => {
  const matches = compileTextMatcher(value);
  return withPeer((peer) => matches(peer.trustDomain));
};

/** The connection's own other end. */
export const sourceIpValue: ValueCompiler = (value) => {
  const matches = compileIpBlock(value);
  return matches && (({ sourceIp }) => matches(sourceIp));
};

/** The client behind trusted proxies. */
export const remoteIpValue: ValueCompiler = (value) => {
  const matches = compileIpBlock(value);
  return matches && (({ remoteIp }) => matches(remoteIp));
};

/** Issuer and subject of the request's token. */
export function requestPrincipalValue({ isTcp }: ValueScope): ValueCompiler {
  return (value) => {
    if (isTcp) return undefined;
    const matches = compileRequestPrincipal(value);
    return ({ claims }) => matches(claims);
  };
}

type Peer = NonNullable<ReturnType<typeof parsePrincipal>>;

function withPeer(test: (peer: Peer) => boolean): AccessTest {
  return ({ principal }) => {
    const peer = principal === undefined ? undefined : parsePrincipal(principal);
    return peer !== undefined && test(peer);
  };
}
