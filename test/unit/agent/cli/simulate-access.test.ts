import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { access } from '@/agent/cli/simulate/access';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { createResourceSet } from '@/lib/mesh/config/resource-set';

const POLICY = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: tokens, namespace: shop}
spec: {rules: [{from: [{source: {requestPrincipals: ['i/ann']}}]}]}
---
`;

async function start() {
  const pair = await generateKeyPair('RS256', { extractable: true });
  const spec = JSON.stringify({
    jwtRules: [{ issuer: 'i', jwks: JSON.stringify({ keys: [await exportJWK(pair.publicKey)] }) }],
  });
  const yaml = `${POLICY}apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: jwt, namespace: shop}\nspec: ${spec}\n`;
  const set = createResourceSet(parseResources(yaml, 'test.yaml').resources);
  const ask = (request: object) =>
    access({ url: 'http://cart.shop/', ...request }, set, DEFAULT_MESH_SETTINGS);
  const token = await new SignJWT({ iss: 'i', sub: 'ann' })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(pair.privateKey);
  return { ask, token };
}

describe('simulate access', () => {
  it('judges the token of the request by keys of the configuration', async () => {
    const { ask, token } = await start();
    expect(await ask({ headers: { authorization: `Bearer ${token}` } })).toMatchObject({
      allowed: true,
      authenticated: true,
      by: { resource: { kind: 'AuthorizationPolicy', name: 'tokens' }, rule: 0 },
    });
    expect(await ask({ headers: { authorization: `Bearer ${token}x` } })).toMatchObject({
      allowed: false,
      authenticated: false,
      by: null,
      response: { code: 401, flags: 'UAEX', body: 'Jwt verification fails' },
    });
  });

  it('takes claims for a good token, and none for nobody', async () => {
    const { ask } = await start();
    expect(await ask({ claims: { iss: 'i', sub: 'ann' } })).toMatchObject({
      allowed: true,
      authenticated: true,
    });
    expect(await ask({})).toMatchObject({ allowed: false, authenticated: 'absent', mtls: 'PERMISSIVE' });
  });

  it('refuses a request that is none', async () => {
    const { ask } = await start();
    await expect(ask({ port: 'http' })).rejects.toThrow('--request: port');
  });
});
