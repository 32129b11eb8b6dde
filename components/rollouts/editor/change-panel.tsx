'use client';

import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useConfigValidation } from '@/lib/client/config/use-config-validation';
import { useSettled } from '@/lib/client/time/use-settled';
import { Button } from '../../ui/button';
import { describeShift } from '../model/describe-shift';
import { changeOf, joinTexts, type RuleBase } from '../model/rule-change';
import type { RuleDraft } from '../model/rule-draft';
import type { WrittenRule } from '../model/use-write-rule';
import { ChangeFindings } from './change-findings';
import { YamlChanges } from './yaml-changes';

const SETTLE_MS = 600;

/** Shows what a change would do; this area does not know how. */
export type RulePreview = (change: { yaml: string; namespace: string }) => ReactNode;

type ChangePanelProps = {
  base: RuleBase;
  draft: RuleDraft;
  isWriting: boolean;
  /** Why nothing may be written now; undefined when it may. */
  isBlocked: boolean;
  /** What the change would have done to recorded requests. */
  preview: RulePreview;
  onWrite: (...change: [texts: WrittenRule['texts'], words: string]) => void;
  onReset: () => void;
};

/** What will be written, what the console says of it, and the button that does it. */
export function ChangePanel(props: ChangePanelProps) {
  const change = changeOf(props.base, props.draft);
  if ('problem' in change) return <p className="text-failing">{change.problem}</p>;
  if (change.texts.length === 0) {
    return (
      <p className="text-muted">
        Move a slider: what will be written appears here, and nothing is written before you say so.
      </p>
    );
  }
  return <Change {...props} texts={change.texts} />;
}

function Change({
  base,
  draft,
  texts,
  isWriting,
  isBlocked,
  preview,
  onWrite,
  onReset,
}: ChangePanelProps & { texts: WrittenRule['texts'] }) {
  const yaml = joinTexts(texts.map(({ after }) => after));
  const judged = useConfigValidation(yaml, base.target.namespace);
  // A slider on its way asks nothing.
  const settled = useSettled(yaml, SETTLE_MS);
  const isUnreadable = (judged.validation?.problems.length ?? 0) > 0;
  const words = base.rule.version === 0 ? 'Create the rule' : describeShift(base.draft, draft);
  return (
    <div className="flex flex-col gap-4">
      <YamlChanges texts={texts} />
      <ChangeFindings judged={judged} />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          tone="primary"
          size="lg"
          disabled={isWriting || isUnreadable || isBlocked}
          onClick={() => onWrite(texts, words)}
          className="max-w-full whitespace-normal"
        >
          {isWriting ? 'Writing' : words}
        </Button>
        <Button tone="ghost" size="lg" onClick={onReset}>
          <RotateCcw aria-hidden />
          Discard
        </Button>
      </div>
      {isUnreadable ? null : (
        <section className="flex flex-col gap-3 border-border border-t pt-4">
          <h3 className="text-sm">What it would have done to recorded requests</h3>
          {preview({ yaml: settled, namespace: base.target.namespace })}
        </section>
      )}
    </div>
  );
}
