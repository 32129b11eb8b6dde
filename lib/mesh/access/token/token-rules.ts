import { parseDurationMs } from '../../config/duration';
import type { JwtRule, RequestAuthenticationSpec } from '../../config/kinds/security';
import type { MeshSettings } from '../../config/mesh-settings';
import type { ResourceSet } from '../../config/resource-set';
import { policiesFor } from '../authorization-policies';
import type { PolicyWorkload } from '../selects-workload';

/** Where a token may stand. */
export type TokenLocation =
  | { readonly kind: 'header'; readonly name: string; readonly prefix: string }
  | { readonly kind: 'param' | 'cookie'; readonly name: string };

/** One rule of a RequestAuthentication, with every default filled in. */
export interface TokenRule {
  readonly issuer: string;
  readonly audiences: readonly string[];
  readonly keys: TokenKeySource;
  readonly locations: readonly TokenLocation[];
  readonly forwardsToken: boolean;
  /** Header for the whole payload; empty for none. */
  readonly payloadHeader: string;
  readonly claimHeaders: readonly { readonly header: string; readonly claim: readonly string[] }[];
  readonly spaceDelimitedClaims: readonly string[];
}

/** Where the keys of an issuer come from; `discovery` asks the issuer's OpenID configuration for the place. */
export type TokenKeySource =
  | { readonly kind: 'inline'; readonly jwks: string }
  | { readonly kind: 'url' | 'discovery'; readonly url: string; readonly timeoutMs: number };

const DEFAULT_TIMEOUT_MS = 5_000;

const DEFAULT_LOCATIONS: readonly TokenLocation[] = [
  { kind: 'header', name: 'authorization', prefix: 'Bearer ' },
  { kind: 'param', name: 'access_token' },
];

/** The rules of all RequestAuthentications of a workload: a token is good if one of them takes it. */
export function resolveTokenRules(
  resources: ResourceSet,
  settings: Pick<MeshSettings, 'rootNamespace'>,
  workload: PolicyWorkload,
): readonly TokenRule[] {
  return policiesFor('RequestAuthentication', resources, settings, workload).flatMap((policy) =>
    (((policy.spec ?? {}) as RequestAuthenticationSpec).jwtRules ?? []).map(readRule),
  );
}

function readRule(rule: JwtRule): TokenRule {
  const { issuer = '' } = rule;
  return {
    issuer,
    audiences: rule.audiences ?? [],
    keys: readKeySource(rule),
    locations: readLocations(rule),
    forwardsToken: rule.forwardOriginalToken === true,
    payloadHeader: (rule.outputPayloadToHeader ?? '').toLowerCase(),
    claimHeaders: (rule.outputClaimToHeaders ?? []).map(({ header = '', claim = '' }) => ({
      header: header.toLowerCase(),
      claim: claim.split('.'),
    })),
    spaceDelimitedClaims: rule.spaceDelimitedClaims ?? [],
  };
}

function readKeySource(rule: JwtRule): TokenKeySource {
  if (rule.jwks !== undefined && rule.jwks !== '') return { kind: 'inline', jwks: rule.jwks };
  const timeoutMs = parseDurationMs(rule.timeout ?? '') ?? DEFAULT_TIMEOUT_MS;
  const url = rule.jwksUri || rule.jwks_uri;
  if (url !== undefined && url !== '') return { kind: 'url', url, timeoutMs };
  const issuer = (rule.issuer ?? '').replace(/\/$/, '');
  return { kind: 'discovery', url: `${issuer}/.well-known/openid-configuration`, timeoutMs };
}

function readLocations({
  fromHeaders = [],
  fromParams = [],
  fromCookies = [],
}: JwtRule): readonly TokenLocation[] {
  const named: TokenLocation[] = [
    ...fromHeaders.map(({ name = '', prefix = '' }) => ({
      kind: 'header' as const,
      name: name.toLowerCase(),
      prefix,
    })),
    ...fromParams.map((name) => ({ kind: 'param' as const, name })),
    ...fromCookies.map((name) => ({ kind: 'cookie' as const, name })),
  ];
  return named.length === 0 ? DEFAULT_LOCATIONS : named;
}
