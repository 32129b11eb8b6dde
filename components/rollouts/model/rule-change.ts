import { type ConfigObject, configKey } from '@/lib/mesh/config/config-object';
import { applyEdits } from '@/lib/mesh/config/edit-yaml';
import { printYaml } from '@/lib/mesh/config/print-yaml';
import type { RolloutTarget } from '@/lib/mesh/rollout/plan';
import { addSubsets } from '@/lib/mesh/rollout/rule/add-subsets';
import { findRuleProblem } from '@/lib/mesh/rollout/rule/find-rule-problem';
import { ruleEdits } from '@/lib/mesh/rollout/rule/rule-edits';
import { isSameDraft, type RuleDraft } from './rule-draft';
import { writeDraft } from './write-draft';

/** An object as it is stored; version 0 and no text for one that is to be made. */
export type StoredText = { object: ConfigObject; yaml: string; version: number };

/** One object's text before and after. */
export type ChangedText = {
  kind: string;
  namespace: string;
  name: string;
  key: string;
  before: string;
  after: string;
  /** What the change is based on. */
  version: number;
};

/** What stands now: the rule, and the DestinationRule of its host where there is one. */
export type RuleBase = {
  target: RolloutTarget;
  rule: StoredText;
  destinationRule: StoredText | undefined;
  /** What the rule says now. */
  draft: RuleDraft;
};

/** The texts that a draft changes, or why one cannot be edited. */
export function changeOf(base: RuleBase, draft: RuleDraft): { texts: ChangedText[] } | { problem: string } {
  const isNew = base.rule.version === 0;
  if (!isNew && isSameDraft(base.draft, draft)) return { texts: [] };
  const wishes = wishesOf(base, draft);
  const refusal = wishes === undefined ? undefined : findRuleProblem(base.rule.object, wishes);
  if (refusal !== undefined) return { problem: refusal };
  const shaped = writeDraft(base.rule.object, base.target, draft, base.draft);
  const changed = [textOf(base.rule, shaped), ...subsetText(base, draft)];
  const problem = changed.find((one) => 'problem' in one);
  if (problem !== undefined && 'problem' in problem) return problem;
  const texts = changed.filter((one): one is ChangedText => 'after' in one);
  return { texts: texts.filter(({ before, after }) => before !== after) };
}

/** The one YAML text of a change, as the console takes it. */
export function joinTexts(texts: readonly string[]): string {
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n');
}

/** What is newly asked for beside the weights. */
function wishesOf({ target, draft: { beside: now } }: RuleBase, { rows, beside }: RuleDraft) {
  const canary = rows.find(({ key }) => key === beside.key);
  if (canary === undefined || JSON.stringify(now) === JSON.stringify(beside)) return undefined;
  const { match, sticky, mirrorPercent } = beside;
  return {
    target,
    canary,
    owner: 'person' as const,
    ...(sticky === undefined ? {} : { sticky }),
    matches: match === undefined ? [] : [match],
    isMirrored: mirrorPercent > 0,
  };
}

function subsetText({ target, destinationRule }: RuleBase, { rows }: RuleDraft) {
  const [first] = rows;
  if (target.kind !== 'VirtualService' || first === undefined) return [];
  const wanted = rows
    .filter(({ origin, subset }) => origin === undefined && subset !== '')
    .map(({ subset, version }) => ({ name: subset, version }));
  const object = addSubsets(destinationRule?.object, first.host, target.namespace, wanted);
  if (object === undefined) return [];
  return [textOf(destinationRule ?? { object, yaml: '', version: 0 }, object)];
}

function textOf(stored: StoredText, object: ConfigObject): ChangedText | { problem: string } {
  const { kind, metadata } = object;
  const { namespace = '', name } = metadata;
  const names = { kind, namespace, name, key: configKey(object), version: stored.version };
  if (stored.version === 0) return { ...names, before: '', after: printYaml(object) };
  const edited = applyEdits(stored.yaml, 0, ruleEdits(stored.object, object));
  if ('problem' in edited) return { problem: `${kind} ${name} cannot be edited: ${edited.problem}` };
  return { ...names, before: stored.yaml, after: edited.text };
}
