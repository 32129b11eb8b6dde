import type { ParsedToken } from './parse-token';
import type { TokenProblem } from './token-problem';
import type { TokenRule } from './token-rules';

/** How far two clocks may differ, as in Envoy. */
const CLOCK_SKEW_SECONDS = 60;

/** The rule that is for a token's issuer, among those that look where it was found. */
export function findTokenRule(rules: readonly TokenRule[], token: ParsedToken): TokenRule | undefined {
  return rules.find(({ issuer }) => issuer === token.issuer);
}

/** What is wrong with a token whatever its signature says: its time and its audience. */
export function findTokenProblem(
  token: ParsedToken,
  rule: TokenRule,
  nowMs: number,
): TokenProblem | undefined {
  const now = nowMs / 1000;
  if (token.notBefore !== undefined && now + CLOCK_SKEW_SECONDS < token.notBefore) return 'Jwt not yet valid';
  if (token.expiresAt !== undefined && now > token.expiresAt + CLOCK_SKEW_SECONDS) return 'Jwt is expired';
  if (rule.audiences.length === 0) return undefined;
  return token.audiences.some((audience) => allows(rule.audiences, audience))
    ? undefined
    : 'Audiences in Jwt are not allowed';
}

/** Scheme and a slash at the end make no difference, as in Envoy. */
function allows(wanted: readonly string[], audience: string): boolean {
  const plain = plainAudience(audience);
  return wanted.some((one) => plainAudience(one) === plain);
}

function plainAudience(audience: string): string {
  return audience.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
