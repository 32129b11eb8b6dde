import type { CorsPolicy, StringMatch } from '../../config/kinds/virtual-service';
import { compileStringMatch } from '../compile-string-match';
import type { CorsPlan } from '../cors-plan';
import { durationOr } from '../policy/effective-policy';

/** The CORS policy of a rule; the former `allowOrigin` takes exact origins and `*`. */
export function planCors(policy: CorsPolicy | undefined): CorsPlan | undefined {
  if (policy === undefined || policy === null) return undefined;
  const matches: readonly StringMatch[] =
    policy.allowOrigins ?? (policy.allowOrigin ?? []).map((exact) => ({ exact }));
  const tests = matches.map(compileOrigin);
  const maxAgeMs = durationOr(policy.maxAge, undefined);
  return {
    allowsOrigin: (origin) => tests.some((test) => test(origin)),
    allowMethods: (policy.allowMethods ?? []).join(','),
    allowHeaders: (policy.allowHeaders ?? []).join(','),
    exposeHeaders: (policy.exposeHeaders ?? []).join(','),
    maxAgeSeconds: maxAgeMs === undefined ? undefined : Math.floor(maxAgeMs / 1000),
    allowCredentials: policy.allowCredentials === true,
    forwardsUnmatchedPreflights: policy.unmatchedPreflights !== 'IGNORE',
  };
}

function compileOrigin(match: StringMatch): (origin: string) => boolean {
  if (match.exact === '*') return () => true;
  return compileStringMatch(match) ?? (() => true);
}
