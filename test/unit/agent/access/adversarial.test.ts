import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startGuarded } from './start-guarded';

let guarded: Awaited<ReturnType<typeof startGuarded>>;
afterEach(() => guarded.close());

const policy = (spec: string) =>
  `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: p, namespace: shop}\nspec: ${spec}\n`;

const DENY = policy(`
  action: DENY
  rules:
    - to: [{operation: {paths: [/admin, '/admin/*']}}, {operation: {hosts: [secret.example]}}, {operation: {methods: [DELETE]}}]
    - when: [{key: 'request.headers[x-role]', values: [guest]}]
`);
const ALLOW = policy("{rules: [{to: [{operation: {paths: ['/public/*']}}]}]}");

function raw(path: string, { host = 'cart', lines = '', method = 'GET' } = {}): string {
  return `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${lines}Connection: close\r\n\r\n`;
}

/** One refused request is one line of the log and one more of a count, and the app hears nothing of it. */
async function expectRefused(text: string, code: number, details: RegExp): Promise<void> {
  const { counters } = guarded.access;
  const countOf = () => counters.denied + counters.refusedPaths + counters.tokens.refused;
  const before = countOf();
  expect(await guarded.askRaw(text)).toMatch(new RegExp(`^HTTP/1.1 ${code} `));
  expect(guarded.seen).toEqual([]);
  expect(guarded.records).toHaveLength(1);
  expect(guarded.records[0]).toMatchObject({ responseCode: code });
  expect(guarded.records[0]?.details).toMatch(details);
  expect(countOf()).toBe(before + 1);
}

const BY_RULE = /^rbac_access_denied_matched_policy\[ns\[shop\]-policy\[p\]-rule\[[01]\]\]$/;

describe('a policy that refuses is passed by no other way to write a request', () => {
  it.each([
    ['an escaped letter', raw('/%61dmin')],
    ['a letter escaped twice', raw('/%2561dmin')],
    ['an escaped slash', raw('/admin%2Fusers')],
    ['a dot segment', raw('/public/../admin')],
    ['an escaped dot segment', raw('/public/%2e%2e/admin')],
    ['a dot segment behind an escaped slash', raw('/public/..%2fadmin')],
    ['two slashes', raw('//admin')],
    ['a backslash', raw('/public\\..\\admin')],
    ['a path parameter', raw('/admin;x=1')],
    ['a path parameter in a dot segment', raw('/public/..;/admin')],
    ['a query', raw('/admin?x=/public/')],
    ['an absolute target', raw('http://cart/admin')],
    ['a host in capitals', raw('/', { host: 'SECRET.example' })],
    ['a host with its port', raw('/', { host: 'secret.example:80' })],
    ['a host with a dot at its end', raw('/', { host: 'secret.example.' })],
    ['a method in small letters', raw('/', { method: 'delete' })],
    ['the second line of a header', raw('/', { lines: 'X-Role: admin\r\nX-Role: guest\r\n' })],
    ['the first line of a header', raw('/', { lines: 'x-role: guest\r\nX-ROLE: admin\r\n' })],
  ])('%s', async (_, text) => {
    guarded = await startGuarded(DENY);
    await expectRefused(text, 403, BY_RULE);
  });

  it('nor by a NUL or a fragment, which are no paths', async () => {
    guarded = await startGuarded(DENY);
    await expectRefused(raw('/x%00/admin'), 400, /path_normalization_failed/);
  });
});

describe('a policy that allows is left by no other way to write a request', () => {
  it.each([
    ['a dot segment', raw('/public/../admin')],
    ['an escaped dot segment', raw('/public/%2e%2e/admin')],
    ['a dot segment escaped twice', raw('/public/%252e%252e/admin')],
    ['a dot segment behind an escaped slash', raw('/public/..%2Fadmin')],
    ['a dot segment behind a backslash', raw('/public/..\\admin')],
    ['a path parameter in a dot segment', raw('/public/..;/admin')],
    ['another case', raw('/PUBLIC/x')],
    ['an absolute target', raw('http://cart/admin')],
  ])('%s', async (_, text) => {
    guarded = await startGuarded(ALLOW);
    await expectRefused(text, 403, /^rbac_access_denied_matched_policy\[none\]$/);
  });
});

describe('a token that is forged', () => {
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let rules = '';

  beforeAll(async () => {
    keys = await generateKeyPair('RS256', { extractable: true });
    const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one' }] });
    const spec = JSON.stringify({ jwtRules: [{ issuer: 'https://id.example', jwks }] });
    rules = `apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: j, namespace: shop}\nspec: ${spec}\n`;
  });

  const claims = { iss: 'https://id.example', sub: 'ann' };
  const sign = (more: object, by: CryptoKey | Uint8Array, alg = 'RS256') =>
    new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg, kid: 'one' }).sign(by);

  it.each([
    ['has no signature (alg none)', async () => new UnsecuredJWT(claims).encode()],
    [
      'is signed with the public key as a secret',
      async () => sign({}, new TextEncoder().encode(await exportSPKI(keys.publicKey)), 'HS256'),
    ],
    ['is signed by another key', async () => sign({}, (await generateKeyPair('RS256')).privateKey)],
    ['has expired', () => sign({ exp: 1_000 }, keys.privateKey)],
    ['is from another issuer', () => sign({ iss: 'https://evil.example' }, keys.privateKey)],
  ])('and %s is refused, logged and counted', async (_, make) => {
    guarded = await startGuarded(rules);
    const lines = `Authorization: Bearer ${await make()}\r\n`;
    await expectRefused(raw('/', { lines }), 401, /^jwt_authn_access_denied/);
  });

  it('and stands beside another one is refused, logged and counted', async () => {
    guarded = await startGuarded(rules);
    const good = await sign({}, keys.privateKey);
    const lines = `Authorization: Bearer ${good}\r\nAuthorization: Bearer ${good}\r\n`;
    await expectRefused(raw('/', { lines }), 401, /^jwt_authn_access_denied/);
  });
});
