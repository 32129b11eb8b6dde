import { describeResource } from '../config/resource';
import type { AccessRequest } from './access-request';
import type { Authorizer, PolicyRule } from './authorization';

/** Says, one sentence a step, which rules were asked, which fields kept them from matching, and what decided. */
export function explainAuthorization(authorizer: Authorizer, request: AccessRequest): string[] {
  const { rules, policies, hasAllowPolicies } = authorizer;
  if (policies.length === 0) return ['No AuthorizationPolicy is for this workload: everything is allowed.'];
  const lines: string[] = [];
  for (const rule of rules) lines.push(explainRule(rule, request));
  const decision = authorizer.decide(request);
  if (decision.cause === 'no-allow-policy') lines.push('No ALLOW policy is for this workload: allowed.');
  if (decision.cause === 'no-rule-matched') {
    lines.push('ALLOW policies are for this workload and none of their rules matches: denied.');
  }
  if (decision.by !== undefined) {
    lines.push(`${nameOf(decision.by)} decides: ${decision.allowed ? 'allowed' : 'denied'}.`);
  }
  const custom = authorizer.findCustom(request);
  if (custom !== undefined) {
    const names = authorizer.providers.join(', ');
    lines.push(
      `${nameOf(custom)} asks the external authorizer ${names} first; this answer takes its yes for granted.`,
    );
  }
  if (hasAllowPolicies && rules.every(({ action }) => action !== 'ALLOW')) {
    lines.push('The ALLOW policies have no rule that could match.');
  }
  return [...lines, ...explainShadow(authorizer, request)];
}

function explainShadow(authorizer: Authorizer, request: AccessRequest): string[] {
  return authorizer.shadow(request).map(({ action, allowed, by }) => {
    const verdict = allowed ? 'allow' : 'deny';
    const reason = by === undefined ? 'no rule matches' : `${nameOf(by)} matches`;
    return `Dry-run ${action} policies would ${verdict} it: ${reason}.`;
  });
}

function explainRule(rule: PolicyRule, request: AccessRequest): string {
  if (rule.rule.test(request)) return `${nameOf(rule)} matches.`;
  const failed = rule.rule.parts.find(
    ({ alternatives }) => !alternatives.some((fields) => fields.every(({ test }) => test(request))),
  );
  const reasons = (failed?.alternatives ?? []).map((fields) =>
    fields
      .filter(({ test }) => !test(request))
      .map(({ text }) => text)
      .join(' and '),
  );
  return `${nameOf(rule)} does not match: ${failed?.name ?? 'rule'} asks for ${reasons.join(', or ')}.`;
}

function nameOf({ policy, action, index }: PolicyRule): string {
  return `${action} ${describeResource(policy)} rule ${index}`;
}
