import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Whether a given text is the secret. */
export type SecretCheck = (given: string) => boolean;

/**
 * Compares in constant time, without keeping the secret: what is kept is a digest under a key that lives as long as the
 * process. Never true when there is no secret.
 */
export function createSecretCheck(secret: string | undefined): SecretCheck {
  if (secret === undefined) return () => false;
  const key = randomBytes(32);
  const digest = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const expected = digest(secret);
  return (given) => timingSafeEqual(digest(given), expected);
}

/** The token of an `Authorization: Bearer` header. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(authorization ?? '')?.[1];
}
