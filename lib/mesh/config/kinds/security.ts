import { deprecated, duration, flag, type Infer, list, map, object, oneOf, text } from '../schema/schema';

const selector = object(
  { matchLabels: map(text()) },
  'Workloads by their labels; all of the namespace without it.',
);

const targetRef = object({ group: text(), kind: text(), name: text(), namespace: text() });
const targets = { selector, targetRef, targetRefs: list(targetRef) };

const mtls = object({ mode: oneOf(['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT']) });

/** The spec of a PeerAuthentication. */
export const PEER_AUTHENTICATION_SCHEMA = object({
  selector,
  mtls,
  portLevelMtls: map(mtls, "By the workload's port."),
});

const jwtRule = object({
  issuer: text(),
  audiences: list(text()),
  jwksUri: text(),
  jwks: text(),
  jwks_uri: deprecated(text(), 'jwksUri'),
  fromHeaders: list(object({ name: text(), prefix: text() })),
  fromParams: list(text()),
  fromCookies: list(text()),
  outputPayloadToHeader: text(),
  forwardOriginalToken: flag(),
  outputClaimToHeaders: list(object({ header: text(), claim: text() })),
  spaceDelimitedClaims: list(text()),
  timeout: duration(),
});

/** The spec of a RequestAuthentication. */
export const REQUEST_AUTHENTICATION_SCHEMA = object({ ...targets, jwtRules: list(jwtRule) });

const values = list(text());

const source = object({
  principals: values,
  notPrincipals: values,
  requestPrincipals: values,
  notRequestPrincipals: values,
  namespaces: values,
  notNamespaces: values,
  serviceAccounts: values,
  notServiceAccounts: values,
  trustDomains: values,
  notTrustDomains: values,
  ipBlocks: values,
  notIpBlocks: values,
  remoteIpBlocks: values,
  notRemoteIpBlocks: values,
});

const operation = object({
  hosts: values,
  notHosts: values,
  ports: values,
  notPorts: values,
  methods: values,
  notMethods: values,
  paths: values,
  notPaths: values,
});

const condition = object({ key: text(), values, notValues: values });

const rule = object({
  from: list(object({ source })),
  to: list(object({ operation })),
  when: list(condition),
});

/** The spec of an AuthorizationPolicy. */
export const AUTHORIZATION_POLICY_SCHEMA = object({
  ...targets,
  action: oneOf(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']),
  provider: object({ name: text() }),
  rules: list(rule, 'Any of them; no rules match nothing.'),
});

export type PeerAuthenticationSpec = Infer<typeof PEER_AUTHENTICATION_SCHEMA>;
export type MutualTlsMode = NonNullable<Infer<typeof mtls>['mode']>;
export type RequestAuthenticationSpec = Infer<typeof REQUEST_AUTHENTICATION_SCHEMA>;
export type JwtRule = Infer<typeof jwtRule>;
export type AuthorizationPolicySpec = Infer<typeof AUTHORIZATION_POLICY_SCHEMA>;
export type AuthorizationRule = Infer<typeof rule>;
export type AuthorizationSource = Infer<typeof source>;
export type AuthorizationOperation = Infer<typeof operation>;
export type AuthorizationCondition = Infer<typeof condition>;
