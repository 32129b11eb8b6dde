import { createServer, type Server } from 'node:http';
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listen, startGuarded } from './start-guarded';

const ISSUER = 'https://id.example';
type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

let keys: KeyPair;
let otherKeys: KeyPair;
let publicJwk: JWK;
let served: JWK[] = [];
let isServing = true;
let asked = 0;
let keyServer: Server;
let keyUrl = '';
let guarded: Awaited<ReturnType<typeof startGuarded>>;

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
  otherKeys = await generateKeyPair('RS256', { extractable: true });
  publicJwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', use: 'sig' };
  keyServer = createServer((incoming, response) => {
    asked++;
    response.statusCode = isServing ? 200 : 500;
    const discovery = { jwks_uri: `${keyUrl}/keys` };
    response.end(JSON.stringify(incoming.url?.startsWith('/.well-known') ? discovery : { keys: served }));
  });
  keyUrl = `http://127.0.0.1:${await listen(keyServer)}`;
  served = [publicJwk];
});
afterAll(() => keyServer.close());
afterEach(() => guarded.close());

function sign(claims: JWTPayload = {}, header: object = {}, by = keys): Promise<string> {
  return new SignJWT({ iss: ISSUER, sub: 'ann', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
    .sign(by.privateKey);
}

function rules(rule: object, policies = ''): string {
  const spec = JSON.stringify({
    jwtRules: [{ issuer: ISSUER, jwks: JSON.stringify({ keys: served }), ...rule }],
  });
  return `apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: jwt, namespace: shop}\nspec: ${spec}\n---\n${policies}`;
}

const NEED_TOKEN = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: need-token, namespace: shop}
spec: {action: DENY, rules: [{from: [{source: {notRequestPrincipals: ['*']}}]}]}
`;

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;

describe('the authenticate layer', () => {
  it('lets a request without a token pass as nobody, and takes a good token off', async () => {
    guarded = await startGuarded(rules({}));
    expect((await guarded.ask('/')).status).toBe(200);
    expect((await guarded.ask('/', bearer(await sign()))).status).toBe(200);
    expect(guarded.seen[1]?.headers.authorization).toBeUndefined();
    expect(guarded.access.counters.tokens).toEqual({ accepted: 1, refused: 0 });
  });

  it('gives policies the claims of a good token', async () => {
    guarded = await startGuarded(rules({}, NEED_TOKEN));
    expect((await guarded.ask('/')).status).toBe(403);
    const token = await sign();
    expect((await guarded.ask('/', bearer(token))).status).toBe(200);
    expect((await guarded.ask('/', bearer(token))).status).toBe(200);
  });

  it('answers a bad token with 401, the reason and the realm', async () => {
    guarded = await startGuarded(rules({}));
    const answer = await guarded.ask('/x?y=1', {
      ...bearer(await sign({ exp: seconds(-120) })),
      host: 'cart.shop',
    });
    expect(answer).toMatchObject({ status: 401, body: 'Jwt is expired' });
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer realm="http://cart.shop/x?y=1", error="invalid_token"',
    );
    expect(guarded.records[0]).toMatchObject({
      flags: 'UAEX',
      details: 'jwt_authn_access_denied{Jwt_is_expired}',
    });
    expect(guarded.seen).toEqual([]);
  });

  it('allows a minute between two clocks and no more', async () => {
    guarded = await startGuarded(rules({}));
    expect((await guarded.ask('/', bearer(await sign({ exp: seconds(-30), nbf: seconds(30) })))).status).toBe(
      200,
    );
    const early = await guarded.ask('/', bearer(await sign({ nbf: seconds(120) })));
    expect(early).toMatchObject({ status: 401, body: 'Jwt not yet valid' });
  });

  it.each([
    ['no algorithm', async () => new UnsecuredJWT({ iss: ISSUER, sub: 'ann' }).encode(), /signature|alg/],
    ['none as algorithm, signature kept', forgeNone, /^Jwt header \[alg\] is not supported$/],
    ['the public key as HMAC secret', forgeHmac, /^Jwks doesn't have key to match kid or alg from Jwt$/],
    ['another key', () => sign({}, {}, otherKeys), /^Jwt verification fails$/],
    [
      'an unknown key id',
      () => sign({}, { kid: 'two' }),
      /^Jwks doesn't have key to match kid or alg from Jwt$/,
    ],
    ['another issuer', () => sign({ iss: 'https://evil.example' }), /^Jwt issuer is not configured$/],
    ['changed claims', forgeClaims, /^Jwt verification fails$/],
    ['no dots', async () => 'opaque', /^Jwt is not in the form of Header.Payload.Signature/],
  ])('refuses a token with %s', async (_, make, reason) => {
    guarded = await startGuarded(rules({}));
    const answer = await guarded.ask('/', bearer(await make()));
    expect(answer.status).toBe(401);
    expect(answer.body).toMatch(reason);
    expect(guarded.seen).toEqual([]);
  });

  it('answers a token for another audience with 403', async () => {
    guarded = await startGuarded(rules({ audiences: ['shop-api'] }));
    const other = await guarded.ask('/', bearer(await sign({ aud: 'bank' })));
    expect(other).toMatchObject({ status: 403, body: 'Audiences in Jwt are not allowed' });
    expect((await guarded.ask('/', bearer(await sign({ aud: ['x', 'shop-api'] })))).status).toBe(200);
  });

  it('refuses two tokens in one place', async () => {
    guarded = await startGuarded(rules({}));
    const token = await sign();
    const twice = `GET / HTTP/1.1\r\nhost: c\r\nauthorization: Bearer ${token}\r\nauthorization: Bearer x.y.z\r\nconnection: close\r\n\r\n`;
    expect(await guarded.askRaw(twice)).toContain('Found multiple Jwt tokens');
  });

  it('reads headers, parameters and cookies that a rule names', async () => {
    guarded = await startGuarded(
      rules(
        { fromHeaders: [{ name: 'X-Token', prefix: 'T ' }], fromParams: ['tok'], fromCookies: ['session'] },
        NEED_TOKEN,
      ),
    );
    const token = await sign();
    expect((await guarded.ask('/', bearer(token))).status).toBe(403);
    expect((await guarded.ask('/', { 'x-token': `T ${token}` })).status).toBe(200);
    expect((await guarded.ask(`/p?a=1&tok=${token}&b=2`)).status).toBe(200);
    expect(guarded.seen[1]?.url).toBe('/p?a=1&b=2');
    expect((await guarded.ask('/', { cookie: `a=b; session=${token}` })).status).toBe(200);
  });

  it('keeps the token and passes claims on where a rule says so, and believes no client about them', async () => {
    guarded = await startGuarded(
      rules({
        forwardOriginalToken: true,
        outputPayloadToHeader: 'x-payload',
        outputClaimToHeaders: [
          { header: 'x-sub', claim: 'sub' },
          { header: 'x-role', claim: 'realm.role' },
        ],
      }),
    );
    const token = await sign({ realm: { role: 'admin' } });
    await guarded.ask('/', { ...bearer(token), 'X-Sub': 'root' });
    expect(guarded.seen[0]?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'x-sub': 'ann',
      'x-role': 'admin',
    });
    const payload = String(guarded.seen[0]?.headers['x-payload']);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ sub: 'ann' });
    await guarded.ask('/', { 'x-sub': 'root', 'x-payload': 'e30' });
    expect(guarded.seen[1]?.headers['x-sub']).toBeUndefined();
    expect(guarded.seen[1]?.headers['x-payload']).toBeUndefined();
  });

  it('lets a CORS preflight pass', async () => {
    guarded = await startGuarded(rules({}));
    const headers = { origin: 'https://a', 'access-control-request-method': 'PUT', ...bearer('bad') };
    expect((await guarded.ask('/', headers, 'OPTIONS')).status).toBe(200);
  });

  it('fetches keys once for many tokens, and again for a key id it does not know', async () => {
    guarded = await startGuarded(rules({ jwks: '', jwksUri: `${keyUrl}/keys` }));
    const before = asked;
    const tokens = await Promise.all(['a', 'b', 'c'].map((sub) => sign({ sub })));
    const answers = await Promise.all(tokens.map((token) => guarded.ask('/', bearer(token))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(asked - before).toBe(1);
    served = [publicJwk, { ...(await exportJWK(otherKeys.publicKey)), kid: 'two' }];
    const rotated = await sign({}, { kid: 'two' }, otherKeys);
    await expect
      .poll(async () => (await guarded.ask('/', bearer(rotated))).status, { timeout: 8000, interval: 200 })
      .toBe(200);
    served = [publicJwk];
  });

  it('finds keys by the issuer’s OpenID configuration', async () => {
    const yaml = rules({ issuer: keyUrl, jwks: '' });
    guarded = await startGuarded(yaml);
    expect((await guarded.ask('/', bearer(await sign({ iss: keyUrl })))).status).toBe(200);
  });

  it('refuses every token while keys can’t be had', async () => {
    isServing = false;
    guarded = await startGuarded(rules({ jwks: '', jwksUri: `${keyUrl}/keys` }));
    const answer = await guarded.ask('/', bearer(await sign()));
    isServing = true;
    expect(answer).toMatchObject({ status: 401, body: 'Jwks remote fetch is failed' });
  });
});

async function forgeNone(): Promise<string> {
  const [, payload, signature] = (await sign()).split('.');
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.${signature}`;
}

/** Key confusion: the published RSA key, as text, used as a shared secret. */
async function forgeHmac(): Promise<string> {
  const secret = new TextEncoder().encode(await exportSPKI(keys.publicKey));
  return new SignJWT({ iss: ISSUER, sub: 'ann' })
    .setProtectedHeader({ alg: 'HS256', kid: 'one' })
    .sign(secret);
}

async function forgeClaims(): Promise<string> {
  const [header, , signature] = (await sign()).split('.');
  const payload = Buffer.from(JSON.stringify({ iss: ISSUER, sub: 'root' })).toString('base64url');
  return `${header}.${payload}.${signature}`;
}
