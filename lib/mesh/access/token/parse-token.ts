import type { TokenProblem } from './token-problem';

/** A token taken apart, nothing of it believed yet. */
export interface ParsedToken {
  readonly text: string;
  readonly algorithm: string;
  readonly keyId: string | undefined;
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** Seconds since the epoch; undefined where the token names none. */
  readonly expiresAt: number | undefined;
  readonly notBefore: number | undefined;
  readonly claims: Readonly<Record<string, unknown>>;
  /** As in the token, for `outputPayloadToHeader`. */
  readonly payload: string;
}

/** What may sign a token: asymmetric algorithms, and HMAC with a key that is a secret. `none` is not among them. */
const ALGORITHMS = new Set(
  ['HS256 HS384 HS512', 'RS256 RS384 RS512', 'PS256 PS384 PS512', 'ES256 ES384 ES512', 'EdDSA'].flatMap(
    (names) => names.split(' '),
  ),
);

/** Takes a token apart, or says what is wrong with its form. */
export function parseToken(text: string): ParsedToken | { problem: TokenProblem } {
  const parts = text.split('.');
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || !header || !payload || signature === undefined) {
    return { problem: 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections' };
  }
  const head = readPart(header);
  if (head === 'bad-base64') return { problem: 'Jwt header is an invalid Base64url encoded' };
  if (head === 'bad-json') return { problem: 'Jwt header is an invalid JSON' };
  if (typeof head.alg !== 'string')
    return { problem: 'Jwt header [alg] field is required and must be a string' };
  if (!ALGORITHMS.has(head.alg)) return { problem: 'Jwt header [alg] is not supported' };
  if (head.kid !== undefined && typeof head.kid !== 'string')
    return { problem: 'Jwt header [kid] field is not a string' };
  const claims = readPart(payload);
  if (claims === 'bad-base64') return { problem: 'Jwt payload is an invalid Base64url encoded' };
  if (claims === 'bad-json') return { problem: 'Jwt payload is an invalid JSON' };
  if (!BASE64URL.test(signature) || signature === '')
    return { problem: 'Jwt signature is an invalid Base64url encoded' };
  const problem = findClaimProblem(claims);
  if (problem !== undefined) return { problem };
  return {
    text,
    algorithm: head.alg,
    keyId: head.kid,
    issuer: typeof claims.iss === 'string' ? claims.iss : '',
    audiences: toList(claims.aud),
    expiresAt: claims.exp as number | undefined,
    notBefore: claims.nbf as number | undefined,
    claims,
    payload,
  };
}

const BASE64URL = /^[A-Za-z0-9_-]*$/;

function readPart(part: string): Record<string, unknown> | 'bad-base64' | 'bad-json' {
  if (!BASE64URL.test(part) || part.length % 4 === 1) return 'bad-base64';
  let value: unknown;
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return 'bad-json';
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : 'bad-json';
}

function findClaimProblem(claims: Readonly<Record<string, unknown>>): TokenProblem | undefined {
  const isText = (value: unknown) => value === undefined || typeof value === 'string';
  const isTime = (value: unknown) => value === undefined || (typeof value === 'number' && value >= 0);
  if (!isText(claims.iss)) return 'Jwt payload [iss] field is not a string';
  if (!isText(claims.sub)) return 'Jwt payload [sub] field is not a string';
  if (!isTime(claims.iat)) return 'Jwt payload [iat] field is not an integer';
  if (!isTime(claims.nbf)) return 'Jwt payload [nbf] field is not an integer';
  if (!isTime(claims.exp)) return 'Jwt payload [exp] field is not an integer';
  const { aud } = claims;
  const isAudience = isText(aud) || (Array.isArray(aud) && aud.every((one) => typeof one === 'string'));
  return isAudience ? undefined : 'Jwt payload [aud] field is not a string or string list';
}

function toList(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? (value as string[]) : [];
}
