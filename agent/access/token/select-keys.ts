import type { JWK } from 'jose';
import type { ParsedToken } from '../../../lib/mesh/access/token/parse-token';

/** The kind of key an algorithm works with: a public RSA key is never taken for an HMAC secret. */
function keyTypeOf(algorithm: string): string {
  if (algorithm.startsWith('HS')) return 'oct';
  if (algorithm.startsWith('ES')) return 'EC';
  return algorithm === 'EdDSA' ? 'OKP' : 'RSA';
}

const CURVES: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

/** The keys of a set that may have signed a token: of its algorithm's kind, by its key id where both name one. */
export function selectKeys(keys: readonly JWK[], { algorithm, keyId }: ParsedToken): readonly JWK[] {
  return keys.filter((key) => {
    if (key.kty !== keyTypeOf(algorithm)) return false;
    if (key.alg !== undefined && key.alg !== algorithm) return false;
    if (key.use !== undefined && key.use !== 'sig') return false;
    if (algorithm in CURVES && key.crv !== CURVES[algorithm]) return false;
    return keyId === undefined || key.kid === undefined || key.kid === keyId;
  });
}

/** The keys of a JWKS text; undefined when it is none. */
export function parseKeySet(text: string): readonly JWK[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('keys' in value)) return undefined;
    const { keys } = value;
    if (!Array.isArray(keys)) return undefined;
    return keys.filter(
      (key): key is JWK => typeof key === 'object' && key !== null && typeof key.kty === 'string',
    );
  } catch {
    return undefined;
  }
}
