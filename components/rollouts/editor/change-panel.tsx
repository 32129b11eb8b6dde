'use client';

import { RotateCcw } from 'lucide-react';
import { useConfigValidation } from '@/lib/client/config/use-config-validation';
import { Button } from '../../ui/button';
import { describeShift } from '../model/describe-shift';
import { changeOf, joinTexts, type RuleBase } from '../model/rule-change';
import type { RuleDraft } from '../model/rule-draft';
import type { WrittenRule } from '../model/use-write-rule';
import { ChangeFindings } from './change-findings';
import { YamlChanges } from './yaml-changes';

type ChangePanelProps = {
  base: RuleBase;
  draft: RuleDraft;
  isWriting: boolean;
  /** Why nothing may be written now; undefined when it may. */
  isBlocked: boolean;
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
  onWrite,
  onReset,
}: ChangePanelProps & { texts: WrittenRule['texts'] }) {
  const yaml = joinTexts(texts.map(({ after }) => after));
  const judged = useConfigValidation(yaml, base.target.namespace);
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
          Put it back
        </Button>
      </div>
    </div>
  );
}
