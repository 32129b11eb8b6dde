/**
 * Names of the rules that lead matching requests to a version whatever the weights are. What a person asked for on the
 * page of the weights stays until a person takes it away; what a rollout needs goes with the rollout. The order is
 * theirs in front of a rule: what a person said comes first.
 */
export const LEAD_RULES = { person: 'meshscope-canary', rollout: 'meshscope-rollout' } as const;

/** On whose behalf a rule is shaped. */
export type LeadOwner = keyof typeof LEAD_RULES;

type Named = { name?: string };

/** Whether a rule only leads to a version of the rule behind it. */
export function isLead({ name }: Named): boolean {
  return name === LEAD_RULES.person || name === LEAD_RULES.rollout;
}

/** The rules that are the user's own: a plan counts these. */
export function ownRules<Rule extends Named>(rules: readonly Rule[]): Rule[] {
  return rules.filter((rule) => !isLead(rule));
}

/** The leads right in front of the own rule at `index`. */
export function leadsBefore<Rule extends Named>(rules: readonly Rule[], index: number): Rule[] {
  const [first, place] = findPlaces(rules, index);
  return rules.slice(first, place);
}

/** The rules with the own one at `index` and its owner's leads replaced; every other rule stays where it is. */
export function replaceRule<Rule extends Named>(
  rules: readonly Rule[],
  { index, owner, leads, rule }: { index: number; owner: LeadOwner; leads: readonly Rule[]; rule: Rule },
): Rule[] {
  const [first, place] = findPlaces(rules, index);
  const kept = rules.slice(first, place).filter(({ name }) => name !== LEAD_RULES[owner]);
  const all = owner === 'person' ? [...leads, ...kept] : [...kept, ...leads];
  return [...rules.slice(0, first), ...all, rule, ...rules.slice(place + 1)];
}

/** Where the own rule at `index` stands, and where its leads begin; behind the end when there is none. */
function findPlaces(rules: readonly Named[], index: number): [first: number, place: number] {
  const places = rules.flatMap((rule, place) => (isLead(rule) ? [] : [place]));
  const place = places[index];
  return place === undefined ? [rules.length, rules.length] : [(places[index - 1] ?? -1) + 1, place];
}
