import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a signed link allows: to approve one step of one rollout. */
export interface Approval {
  rolloutId: string;
  step: number;
}

/** Signs an approval; the token is safe in an address. */
export function signApproval({ rolloutId, step }: Approval, secret: string): string {
  const text = `${rolloutId}.${step}`;
  return `${text}.${sign(text, secret)}`;
}

/** What a token allows; undefined when it was not signed with this secret. */
export function readApproval(token: string, secret: string): Approval | undefined {
  const [rolloutId = '', step = '', signature = ''] = token.split('.');
  const expected = Buffer.from(sign(`${rolloutId}.${step}`, secret));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return { rolloutId, step: Number(step) };
}

function sign(text: string, secret: string): string {
  return createHmac('sha256', secret).update(`approve ${text}`).digest('base64url');
}
