import type {
  AuthorizationCondition,
  AuthorizationOperation,
  AuthorizationSource,
} from '../../config/kinds/security';

/** What one field of a rule asks of one attribute of a request. */
export interface Constraint {
  attribute: string;
  /** Any of them; empty where the field only excludes. */
  wanted: readonly string[];
  /** None of them. */
  unwanted: readonly string[];
  path: string;
  /** A request may have several values of it: two lists need none in common. */
  isMany?: boolean;
}

const SOURCE_FIELDS = [
  ['principals', 'notPrincipals', 'source.principal'],
  ['namespaces', 'notNamespaces', 'source.namespace'],
  ['serviceAccounts', 'notServiceAccounts', 'source.serviceAccount'],
  ['trustDomains', 'notTrustDomains', 'source.trustDomain'],
  ['requestPrincipals', 'notRequestPrincipals', 'request.auth.principal'],
  ['ipBlocks', 'notIpBlocks', 'source.ip'],
  ['remoteIpBlocks', 'notRemoteIpBlocks', 'remote.ip'],
] as const;

const OPERATION_FIELDS = [
  ['hosts', 'notHosts', 'host'],
  ['ports', 'notPorts', 'destination.port'],
  ['methods', 'notMethods', 'method'],
  ['paths', 'notPaths', 'path'],
] as const;

/** Other names of the same. */
const ALIASES: Readonly<Record<string, string>> = {
  'request.headers[:method]': 'method',
  'request.headers[:authority]': 'host',
  'request.headers[host]': 'host',
};

/** What a source asks for; a principal says its namespace, account and trust domain too. */
export function sourceConstraints(
  source: AuthorizationSource,
  path: string,
  namespace: string,
): Constraint[] {
  const found = SOURCE_FIELDS.flatMap(([field, not, attribute]) =>
    constrain(attribute, source[field], source[not], `${path}.${field}`, `${path}.${not}`),
  );
  return found.flatMap((one) => withParts(one, namespace));
}

/** What an operation asks for. */
export function operationConstraints(operation: AuthorizationOperation, path: string): Constraint[] {
  return OPERATION_FIELDS.flatMap(([field, not, attribute]) =>
    constrain(attribute, operation[field], operation[not], `${path}.${field}`, `${path}.${not}`),
  );
}

/** What a condition asks for. */
export function conditionConstraints(
  { key = '', values, notValues }: AuthorizationCondition,
  path: string,
  namespace: string,
): Constraint[] {
  const attribute = ALIASES[key] ?? key;
  const isMany =
    attribute.startsWith('request.headers') || /^request\.auth\.(claims|audiences)/.test(attribute);
  return constrain(attribute, values, notValues, `${path}.values`, `${path}.notValues`)
    .map((one) => (isMany ? { ...one, isMany } : one))
    .flatMap((one) => withParts(one, namespace));
}

function constrain(
  attribute: string,
  wanted: readonly string[] | undefined,
  unwanted: readonly string[] | undefined,
  path: string,
  notPath: string,
): Constraint[] {
  const texts = (list: readonly string[] | undefined) =>
    (list ?? []).flatMap((value) =>
      typeof value === 'string' && value !== '' ? [plain(attribute, value)] : [],
    );
  const [is, not] = [texts(wanted), texts(unwanted)];
  return [
    ...(is.length === 0 ? [] : [{ attribute, wanted: is, unwanted: [], path }]),
    ...(not.length === 0 ? [] : [{ attribute, wanted: [], unwanted: not, path: notPath }]),
  ];
}

function plain(attribute: string, value: string): string {
  return attribute === 'host' ? value.toLowerCase() : value;
}

function withParts(one: Constraint, namespace: string): Constraint[] {
  if (one.attribute === 'source.serviceAccount') {
    const full = (account: string) => (account.includes('/') ? account : `${namespace}/${account}`);
    return [{ ...one, wanted: one.wanted.map(full), unwanted: one.unwanted.map(full) }];
  }
  if (one.attribute !== 'source.principal' || one.wanted.length === 0) return [one];
  const parts = one.wanted.map(
    (principal) => /^([^/*]+)\/ns\/([^/*]+)\/(?:sa\/([^/*]+)$)?/.exec(principal) ?? [],
  );
  const part = (attribute: string, read: (match: readonly (string | undefined)[]) => string | undefined) => ({
    ...{ attribute, unwanted: [], path: one.path },
    wanted: parts.map((match) => read(match) ?? '*'),
  });
  return [
    one,
    part('source.trustDomain', ([, domain]) => domain),
    part('source.namespace', ([, , own]) => own),
    part('source.serviceAccount', ([, , own, account]) => account && `${own}/${account}`),
  ];
}
