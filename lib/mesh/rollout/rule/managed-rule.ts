/** The name of the rule that leads matching requests to the canary; it is the rollout's own, added and taken away. */
export const MANAGED_RULE = 'meshscope-canary';

/** The rules that are the user's own: a plan counts these. */
export function ownRules<Rule extends { name?: string }>(rules: readonly Rule[]): Rule[] {
  return rules.filter(({ name }) => name !== MANAGED_RULE);
}
