import {
  deprecated,
  duration,
  flag,
  type Infer,
  limited,
  list,
  map,
  object,
  oneOf,
  requiring,
  text,
} from '../schema/schema';
import { POLICY_TARGETS_EXCLUSIVE, policyTargets, selectorSchema } from './selectors';

const mtls = object(
  { mode: oneOf(['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'], 'UNSET takes the mode of the level above.') },
  'Whether callers must, may or must not use mutual TLS.',
);

type PeerSpec = { selector?: { matchLabels?: object }; portLevelMtls?: object };

/** The spec of a PeerAuthentication. */
export const PEER_AUTHENTICATION_SCHEMA = limited(
  object(
    {
      selector: selectorSchema,
      mtls,
      portLevelMtls: limited(map(mtls, "Mode by the workload's port; needs a selector."), {
        minEntries: 1,
        checks: [
          {
            message: 'must have ports from 1 to 65535 as keys',
            holds: (ports: object) =>
              Object.keys(ports).every(
                (port) => /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535,
              ),
          },
        ],
      }),
    },
    'Whether workloads take plain text, mutual TLS or both.',
  ),
  {
    checks: [
      {
        message: 'needs a selector with labels for portLevelMtls',
        holds: ({ selector, portLevelMtls }: PeerSpec) =>
          portLevelMtls === undefined || Object.keys(selector?.matchLabels ?? {}).length > 0,
      },
    ],
  },
);

const named = (doc: string) => limited(text(doc), { minLength: 1 });

const jwtRule = limited(
  object(
    {
      issuer: limited(text('What the token must say in `iss`.'), { minLength: 1 }),
      audiences: list(named('An audience.'), 'What the token may say in `aud`, any of them.'),
      jwksUri: limited(text('Where the public keys are fetched; found through the issuer when left out.'), {
        minLength: 1,
        maxLength: 2048,
        checks: [
          {
            message: 'must begin with http:// or https://',
            holds: (uri: string) => /^https?:\/\/./.test(uri) && URL.canParse(uri),
          },
        ],
      }),
      jwks: text('The public keys themselves, as a JSON Web Key Set.'),
      jwks_uri: deprecated(text('Where the public keys are fetched.'), 'jwksUri'),
      fromHeaders: list(
        requiring(
          object(
            {
              name: named('Name of the header.'),
              prefix: text('What stands before the token, such as `Bearer `.'),
            },
            'A header that carries the token.',
          ),
          'name',
        ),
        'Headers that may carry the token; Authorization by default.',
      ),
      fromParams: list(named('A query parameter.'), 'Query parameters that may carry the token.'),
      fromCookies: list(named('A cookie.'), 'Cookies that may carry the token.'),
      outputPayloadToHeader: text('Header that hands the payload on, in Base64.'),
      forwardOriginalToken: flag('Whether the workload gets the token too; false by default.'),
      outputClaimToHeaders: list(
        requiring(
          object(
            {
              header: limited(text('Name of the header.'), { minLength: 1, pattern: '^[-_A-Za-z0-9]+$' }),
              claim: named('Name of the claim.'),
            },
            'A claim handed on as a header.',
          ),
          'header',
          'claim',
        ),
        'Claims handed on as headers.',
      ),
      spaceDelimitedClaims: limited(
        list(named('A claim.'), 'Claims besides scope and permission that hold several words.'),
        { maxItems: 64 },
      ),
      timeout: duration('Time the fetch of the keys may take, 5s by default.'),
    },
    'How tokens of one issuer are verified.',
  ),
  { exclusive: [['jwks', 'jwksUri']] },
);

/** The spec of a RequestAuthentication. */
export const REQUEST_AUTHENTICATION_SCHEMA = limited(
  object(
    { ...policyTargets, jwtRules: limited(list(jwtRule, 'Issuers that are trusted.'), { maxItems: 4096 }) },
    'Which tokens are verified; a request without any passes.',
  ),
  { exclusive: POLICY_TARGETS_EXCLUSIVE },
);

const accounts = (doc: string) =>
  limited(list(limited(text(), { minLength: 1, maxLength: 320 }), doc), { maxItems: 16 });

type Source = Readonly<Record<string, unknown>>;
const isAnySet = (source: Source, names: readonly string[]): boolean =>
  names.some((name) => source[name] !== undefined && source[name] !== null);

const source = limited(
  object(
    {
      principals: list(
        text(),
        'Identities from mutual TLS: `trust.domain/ns/NAMESPACE/sa/ACCOUNT`, `*` at an end allowed.',
      ),
      notPrincipals: list(text(), 'Identities from mutual TLS that do not match.'),
      requestPrincipals: list(text(), 'Identities from tokens: `ISSUER/SUBJECT`, `*` at an end allowed.'),
      notRequestPrincipals: list(text(), 'Identities from tokens that do not match.'),
      namespaces: list(text(), 'Namespaces of callers, from mutual TLS.'),
      notNamespaces: list(text(), 'Namespaces of callers that do not match.'),
      serviceAccounts: accounts(
        'Service accounts of callers: `NAMESPACE/ACCOUNT`, or `ACCOUNT` of this namespace.',
      ),
      notServiceAccounts: accounts('Service accounts of callers that do not match.'),
      trustDomains: list(text(), 'Trust domains of callers, from mutual TLS.'),
      notTrustDomains: list(text(), 'Trust domains of callers that do not match.'),
      ipBlocks: list(text(), 'Addresses or ranges the connection comes from.'),
      notIpBlocks: list(text(), 'Addresses or ranges that do not match.'),
      remoteIpBlocks: list(
        text(),
        'Addresses or ranges of the first client, from X-Forwarded-For or the PROXY protocol.',
      ),
      notRemoteIpBlocks: list(text(), 'Addresses or ranges of the first client that do not match.'),
    },
    'Conditions on the caller; all of them must hold.',
  ),
  {
    checks: [
      {
        message: 'takes service accounts or principals and namespaces, not both',
        holds: (value: Source) =>
          !isAnySet(value, ['serviceAccounts', 'notServiceAccounts']) ||
          !isAnySet(value, ['principals', 'notPrincipals', 'namespaces', 'notNamespaces']),
      },
    ],
  },
);

const operation = object(
  {
    hosts: list(text(), 'Hosts asked for, `*` at an end allowed.'),
    notHosts: list(text(), 'Hosts that do not match.'),
    ports: list(text(), "The workload's ports, as texts."),
    notPorts: list(text(), 'Ports that do not match.'),
    methods: list(text(), 'HTTP methods; gRPC is always POST.'),
    notMethods: list(text(), 'Methods that do not match.'),
    paths: list(text(), 'Paths; `*` at an end, or the templates {*} and {**}.'),
    notPaths: list(text(), 'Paths that do not match.'),
  },
  'Conditions on the request; all of them must hold.',
);

const condition = requiring(
  object(
    {
      key: text('Attribute to look at, such as request.headers[x-token] or request.auth.claims[iss].'),
      values: list(text(), 'Values that match, any of them.'),
      notValues: list(text(), 'Values that do not match.'),
    },
    'A condition on an attribute.',
  ),
  'key',
);

const rule = object(
  {
    from: limited(list(object({ source }, 'A kind of caller.'), 'Callers, any of them.'), { maxItems: 512 }),
    to: limited(list(object({ operation }, 'A kind of request.'), 'Requests, any of them.'), {
      maxItems: 512,
    }),
    when: list(condition, 'Further conditions, all of them.'),
  },
  'Matches when from, to and when all do; {} matches everything.',
);

/** The spec of an AuthorizationPolicy. */
export const AUTHORIZATION_POLICY_SCHEMA = limited(
  object(
    {
      ...policyTargets,
      action: oneOf(
        ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'],
        'What becomes of requests that match; ALLOW by default.',
      ),
      provider: object({ name: text('Name of the extension provider.') }, 'Who decides, for action CUSTOM.'),
      rules: limited(list(rule, 'Any of them; no rules match nothing.'), { maxItems: 512 }),
    },
    'Who may call a workload, and what for.',
  ),
  { exclusive: POLICY_TARGETS_EXCLUSIVE },
);

export type PeerAuthenticationSpec = Infer<typeof PEER_AUTHENTICATION_SCHEMA>;
export type MutualTlsMode = NonNullable<Infer<typeof mtls>['mode']>;
export type RequestAuthenticationSpec = Infer<typeof REQUEST_AUTHENTICATION_SCHEMA>;
export type JwtRule = Infer<typeof jwtRule>;
export type AuthorizationPolicySpec = Infer<typeof AUTHORIZATION_POLICY_SCHEMA>;
export type AuthorizationRule = Infer<typeof rule>;
export type AuthorizationSource = Infer<typeof source>;
export type AuthorizationOperation = Infer<typeof operation>;
export type AuthorizationCondition = Infer<typeof condition>;
