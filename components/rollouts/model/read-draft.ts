import type { ConfigObject } from '@/lib/mesh/config/config-object';
import type { RolloutTarget } from '@/lib/mesh/rollout/plan';
import { readSplits } from '@/lib/mesh/rollout/rule/read-splits';
import type { ServiceSplit } from '@/lib/protocol/api/splits';
import { readBeside } from './read-beside';
import { type RuleDraft, rowKey, type WeightRow, wholeWeights } from './rule-draft';

/** What a rule says now, ready to be edited; undefined when the object has no such rule. */
export function readDraft(
  object: ConfigObject,
  target: RolloutTarget,
  known: ServiceSplit | undefined,
): RuleDraft | undefined {
  const split = readSplits(object).find(({ rule }) => rule === target.rule);
  if (split === undefined) return undefined;
  const weights = wholeWeights(split.targets.map(({ percent }) => percent));
  const rows = split.targets.map(
    (one, origin): WeightRow => ({
      ...one,
      key: rowKey(one),
      version: known?.targets.find((other) => rowKey(other) === rowKey(one))?.version ?? one.subset,
      percent: weights[origin] ?? 0,
      isLocked: false,
      origin,
    }),
  );
  return { rows, beside: readBeside(object, target, rows) };
}
