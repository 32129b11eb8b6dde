import { compactVerify, importJWK, type JWK } from 'jose';
import type { ParsedToken } from '../../../lib/mesh/access/token/parse-token';
import type { TokenProblem } from '../../../lib/mesh/access/token/token-problem';
import { selectKeys } from './select-keys';

/** Whether one of the keys signed the token; undefined when one did. */
export async function findSignatureProblem(
  token: ParsedToken,
  keys: readonly JWK[],
): Promise<TokenProblem | undefined> {
  const candidates = selectKeys(keys, token);
  if (candidates.length === 0) return "Jwks doesn't have key to match kid or alg from Jwt";
  for (const jwk of candidates) if (await hasSigned(token, jwk)) return undefined;
  return 'Jwt verification fails';
}

async function hasSigned({ text, algorithm }: ParsedToken, jwk: JWK): Promise<boolean> {
  try {
    await compactVerify(text, await importJWK(jwk, algorithm), { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
}
