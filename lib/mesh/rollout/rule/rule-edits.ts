import type { ConfigObject } from '../../config/config-object';
import type { TextEdit } from '../../config/edit-yaml';
import { editsBetween } from '../../config/wizards/edits-between';
import { isLead } from './managed-rule';

type Rules = readonly { name?: string }[];

/**
 * The edits that make one shape of a rule's object the other. Rules that lead to a version are put in and taken out as
 * a whole: compared place by place, all rules behind them would be written anew and lose their comments.
 */
export function ruleEdits(before: ConfigObject, after: ConfigObject): TextEdit[] {
  const field = before.kind === 'HTTPRoute' ? 'rules' : 'http';
  const [old, now] = [rulesOf(before, field), rulesOf(after, field)];
  const [out, into] = [extraPlaces(old, now), extraPlaces(now, old)];
  if (out.length + into.length === 0) return editsBetween(before.spec, after.spec, ['spec']);
  const own = editsBetween(
    { ...(before.spec as object), [field]: without(old, out) },
    { ...(after.spec as object), [field]: without(now, into) },
    ['spec'],
  );
  return [
    ...out.toReversed().map((place) => ({ path: `spec.${field}[${place}]` })),
    ...own,
    ...into.map((place) => ({ path: `spec.${field}[${place}]`, value: now[place], isInserted: true })),
  ];
}

function rulesOf({ spec }: ConfigObject, field: string): Rules {
  return (spec as Record<string, Rules | undefined> | undefined)?.[field] ?? [];
}

/** Places of the leads that the other list does not have in front of the same rule. */
function extraPlaces(rules: Rules, others: Rules): number[] {
  const known = new Set(leadKeys(others));
  return leadKeys(rules).flatMap((key, place) => (key === undefined || known.has(key) ? [] : [place]));
}

/** By its name and the rule it stands in front of; undefined for the user's own rules. */
function leadKeys(rules: Rules): (string | undefined)[] {
  let own = 0;
  return rules.map((rule) => {
    if (isLead(rule)) return `${own} ${rule.name}`;
    own += 1;
    return undefined;
  });
}

function without(rules: Rules, places: readonly number[]): Rules | undefined {
  return rules.length === 0 ? undefined : rules.filter((_, place) => !places.includes(place));
}
