import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { Authenticator } from '@/agent/access/token/authenticator';
import { KeyStore } from '@/agent/access/token/key-store';
import type { TokenRule } from '@/lib/mesh/access/token/token-rules';

const START_MS = 1_700_000_000_000;

async function start(keys?: TokenRule['keys']) {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k' }] });
  const clock = { nowMs: START_MS };
  const rule: TokenRule = {
    issuer: 'i',
    audiences: [],
    keys: keys ?? { kind: 'inline', jwks },
    locations: [{ kind: 'header', name: 'authorization', prefix: 'Bearer ' }],
    forwardsToken: false,
    payloadHeader: '',
    claimHeaders: [],
    spaceDelimitedClaims: ['groups'],
  };
  const now = () => clock.nowMs;
  const answers = { text: jwks, fails: false, asked: 0 };
  const store = new KeyStore(async () => {
    answers.asked++;
    if (answers.fails) throw new Error('away');
    return answers.text;
  }, now);
  const authenticator = new Authenticator([rule], store, now);
  const token = await new SignJWT({ iss: 'i', sub: 's', groups: 'a b', exp: START_MS / 1000 + 7_200 })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .sign(pair.privateKey);
  const ask = async (text = token) =>
    authenticator.authenticate({ query: '', headerValues: () => [`Bearer ${text}`] });
  return { clock, answers, ask, token };
}

const REMOTE: TokenRule['keys'] = { kind: 'url', url: 'http://keys', timeoutMs: 1_000 };
const HOUR_MS = 3_600_000;

describe('Authenticator', () => {
  it('refuses a token that grew old after it was found good', async () => {
    const { ask, clock } = await start();
    expect(await ask()).toMatchObject({ accepted: [{ claims: { groups: ['a', 'b'] } }] });
    clock.nowMs += 2 * HOUR_MS + 61_000;
    expect(await ask()).toEqual({ problem: 'Jwt is expired' });
  });

  it('goes on with old keys for an hour while their issuer is away, and then with none', async () => {
    const { ask, answers, clock } = await start(REMOTE);
    expect(await ask()).toHaveProperty('accepted');
    answers.fails = true;
    clock.nowMs += HOUR_MS / 2;
    expect(await ask()).toHaveProperty('accepted');
    clock.nowMs += HOUR_MS;
    expect(await ask()).toEqual({ problem: 'Jwks remote fetch is failed' });
  });

  it('forgets a key that its issuer has withdrawn', async () => {
    const { ask, answers, clock } = await start(REMOTE);
    expect(await ask()).toHaveProperty('accepted');
    answers.text = '{"keys":[]}';
    clock.nowMs += HOUR_MS + 1;
    expect(await ask()).toEqual({ problem: "Jwks doesn't have key to match kid or alg from Jwt" });
  });

  it('asks an issuer at most every two seconds, whatever key ids come', async () => {
    const { ask, answers, token, clock } = await start(REMOTE);
    await ask();
    const before = answers.asked;
    const [, payload, signature] = token.split('.');
    clock.nowMs += 10_000;
    for (let i = 0; i < 20; i++) {
      const header = Buffer.from(JSON.stringify({ alg: 'ES256', kid: `x${i}` })).toString('base64url');
      expect(await ask(`${header}.${payload}.${signature}`)).toHaveProperty('problem');
    }
    expect(answers.asked - before).toBe(1);
  });
});
