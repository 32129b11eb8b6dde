'use client';

import { useMemo, useState } from 'react';
import { useConfigObject } from '@/lib/client/config/use-config-object';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import type { RolloutTarget } from '@/lib/mesh/rollout/plan';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import type { ServiceSplit, SplitAnswer } from '@/lib/protocol/api/splits';
import { newRuleBase } from './new-rule';
import { readDraft } from './read-draft';
import type { RuleBase, StoredText } from './rule-change';
import { isSameDraft, type RuleDraft } from './rule-draft';

/** A rule, what has been done to it on this page, and whether somebody else changed it meanwhile. */
export type RuleEdit = {
  /** What the draft is based on; undefined while it loads. */
  base: RuleBase | undefined;
  draft: RuleDraft | undefined;
  isDirty: boolean;
  /** The rule as it is stored now, when the draft is based on an older one. */
  newer: RuleBase | undefined;
  error: Error | null;
  change: (draft: RuleDraft) => void;
  /** Drops the draft and shows what is stored. */
  reset: () => void;
  /** Puts the draft's shares on top of what is stored now. */
  rebase: () => void;
};

type Edited = { base: RuleBase; draft: RuleDraft };

/** Edits one rule of a service; without a split, the rule that the service is to get. */
export function useRuleEdit(answer: SplitAnswer, split: ServiceSplit | undefined): RuleEdit {
  const [edited, setEdited] = useState<Edited>();
  const place = split?.target ?? { kind: 'VirtualService' as const, namespace: '', name: '' };
  const rule = useConfigObject(place, { enabled: split !== undefined });
  const subsets = answer.destinationRule;
  const destinationRule = useConfigObject(
    { kind: 'DestinationRule', namespace: subsets?.namespace ?? '', name: subsets?.name ?? '' },
    { enabled: subsets !== null },
  );
  const isComplete =
    (split === undefined || rule.data !== undefined) &&
    (subsets === null || destinationRule.data !== undefined);
  const latest = useMemo(
    () => (isComplete ? baseOf(answer, split, rule.data, destinationRule.data) : undefined),
    [isComplete, answer, split, rule.data, destinationRule.data],
  );
  const base = edited?.base ?? latest;
  const draft = edited?.draft ?? base?.draft;
  const isStale = edited !== undefined && latest !== undefined && !isSameBase(edited.base, latest);
  return {
    base,
    draft,
    isDirty: edited !== undefined && !isSameDraft(edited.base.draft, edited.draft),
    newer: isStale ? latest : undefined,
    error: rule.error ?? destinationRule.error,
    change: (next) => {
      if (base !== undefined) setEdited({ base, draft: next });
    },
    reset: () => setEdited(undefined),
    rebase: () => {
      if (latest !== undefined && edited !== undefined)
        setEdited({ base: latest, draft: putOnTop(latest.draft, edited.draft) });
    },
  };
}

function baseOf(
  answer: SplitAnswer,
  split: ServiceSplit | undefined,
  rule: ConfigDetail | undefined,
  destinationRule: ConfigDetail | undefined,
): RuleBase | undefined {
  const subsets = answer.destinationRule === null ? undefined : toStored(destinationRule);
  const stored = split === undefined ? undefined : toStored(rule);
  if (split === undefined || stored === undefined) return newRuleBase(answer, subsets);
  const target: RolloutTarget = split.target;
  const draft = readDraft(stored.object, target, split);
  return draft === undefined ? undefined : { target, rule: stored, destinationRule: subsets, draft };
}

function toStored(detail: ConfigDetail | undefined): StoredText | undefined {
  if (detail === undefined) return undefined;
  return { object: detail.object as ConfigObject, yaml: detail.yaml, version: detail.version };
}

function isSameBase(a: RuleBase, b: RuleBase): boolean {
  return (
    a.rule.version === b.rule.version &&
    (a.destinationRule?.version ?? 0) === (b.destinationRule?.version ?? 0)
  );
}

/** The shares of one draft on the rows of another; rows that are new in either stay. */
function putOnTop(now: RuleDraft, mine: RuleDraft): RuleDraft {
  const rows = mine.rows.map((row) => {
    const { origin: _, ...rest } = row;
    const there = now.rows.find(({ key }) => key === row.key)?.origin;
    return there === undefined ? rest : { ...rest, origin: there };
  });
  const gone = now.rows
    .filter(({ key }) => !mine.rows.some((row) => row.key === key))
    .map((row) => ({ ...row, percent: 0 }));
  return { rows: [...rows, ...gone], beside: mine.beside };
}
