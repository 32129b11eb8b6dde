import type { ConfigObject } from '../../config/config-object';
import type { TextEdit } from '../../config/edit-yaml';
import { editsBetween } from '../../config/wizards/edits-between';
import { MANAGED_RULE } from './managed-rule';

type Rules = readonly { name?: string }[];

/**
 * The edits that make one shape of a rule's object the other. The rollout's own rule is put in and taken out as a whole:
 * compared place by place, all rules behind it would be written anew and lose their comments.
 */
export function ruleEdits(before: ConfigObject, after: ConfigObject): TextEdit[] {
  const field = before.kind === 'HTTPRoute' ? 'rules' : 'http';
  const [old, now] = [rulesOf(before, field), rulesOf(after, field)];
  const [out, into] = [findManaged(old), findManaged(now)];
  if (out === into) return editsBetween(before.spec, after.spec, ['spec']);
  const own = editsBetween(
    { ...(before.spec as object), [field]: without(old, out) },
    { ...(after.spec as object), [field]: without(now, into) },
    ['spec'],
  );
  return [
    ...(out < 0 ? [] : [{ path: `spec.${field}[${out}]` }]),
    ...own,
    ...(into < 0 ? [] : [{ path: `spec.${field}[${into}]`, value: now[into], isInserted: true }]),
  ];
}

function rulesOf({ spec }: ConfigObject, field: string): Rules {
  return (spec as Record<string, Rules | undefined> | undefined)?.[field] ?? [];
}

function findManaged(rules: Rules): number {
  return rules.findIndex(({ name }) => name === MANAGED_RULE);
}

function without(rules: Rules, index: number): Rules | undefined {
  return rules.length === 0 ? undefined : rules.filter((_, place) => place !== index);
}
