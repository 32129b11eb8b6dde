'use client';

import { useMemo, useState } from 'react';
import { optionalText } from '@/lib/client/url/codec';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { SplitAnswer } from '@/lib/protocol/api/splits';
import { assignColors } from '../../charts/series-color';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import type { PanelState } from '../../ui/panel-state';
import { observedShares } from '../model/caller-fit';
import { newRuleDraft } from '../model/new-rule';
import { useRuleEdit } from '../model/use-rule-edit';
import { useWriteRule } from '../model/use-write-rule';
import { BesideWeights } from './beside-weights';
import { ChangePanel, type RulePreview } from './change-panel';
import { ConflictNote } from './conflict-note';
import { RolloutNote } from './rollout-note';
import { defaultSplit, RulePicker, splitKey } from './rule-picker';
import { TrafficPanels } from './traffic-panels';
import { WeightRows } from './weight-rows';
import { WrittenPanel } from './written-panel';

const STATE = { rule: optionalText };

type SplitEditorProps = { answer: SplitAnswer; isStale: boolean; preview: RulePreview };

/** The sliders, what they will write, and what the callers see. */
export function SplitEditor({ answer, isStale, preview }: SplitEditorProps) {
  const [{ rule }, writeUrl] = useUrlState(STATE);
  // What was written stays in sight when the rule it made becomes the one that is edited.
  const writing = useWriteRule();
  const split = answer.splits.find((one) => splitKey(one) === rule) ?? defaultSplit(answer.splits);
  return (
    <RuleEditor
      // Another rule is another draft.
      key={split === undefined ? 'new' : splitKey(split)}
      answer={answer}
      isStale={isStale}
      split={split}
      preview={preview}
      writing={writing}
      onChoose={(next) => writeUrl({ rule: next })}
    />
  );
}

type RuleEditorProps = {
  answer: SplitAnswer;
  isStale: boolean;
  split: SplitAnswer['splits'][number] | undefined;
  preview: RulePreview;
  writing: ReturnType<typeof useWriteRule>;
  onChoose: (key: string) => void;
};

function RuleEditor({ answer, isStale, split, preview, writing, onChoose }: RuleEditorProps) {
  const edit = useRuleEdit(answer, split);
  const [isCreating, setCreating] = useState(false);
  const versions = answer.versions.map(({ version }) => version).join(' ');
  const colors = useMemo(() => assignColors(versions.split(' ')), [versions]);
  const observed = useMemo(() => observedShares(answer.callers), [answer.callers]);
  const { base, draft } = edit;
  const mustCreate = split === undefined && !isCreating;
  const state: PanelState<{ base: NonNullable<typeof base>; draft: NonNullable<typeof draft> }> =
    base !== undefined && draft !== undefined
      ? mustCreate
        ? {
            kind: 'empty',
            empty: (
              <NoRule
                answer={answer}
                onCreate={() => {
                  setCreating(true);
                  edit.change(newRuleDraft(base, answer));
                }}
              />
            ),
          }
        : { kind: 'data', data: { base, draft }, isStale }
      : edit.error === null
        ? { kind: 'loading' }
        : { kind: 'error', message: edit.error.message };
  const isConflict = writing.conflict !== undefined || (edit.newer !== undefined && edit.isDirty);
  return (
    <>
      <RolloutNote rolloutId={answer.rolloutId} />
      {writing.written === undefined ? null : (
        <WrittenPanel
          written={writing.written}
          isWriting={writing.isWriting}
          onUndo={() => writing.written !== undefined && writing.undo(writing.written, edit.reset)}
        />
      )}
      {isConflict ? (
        <ConflictNote
          conflict={writing.conflict}
          onTheirs={() => {
            writing.clearError();
            edit.reset();
          }}
          onMine={() => {
            writing.clearError();
            edit.rebase();
          }}
        />
      ) : null}
      {writing.error === null ? null : (
        <p role="alert" className="text-failing">
          {writing.error.message}
        </p>
      )}
      <div className="grid items-start gap-4 min-[1100px]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel
          title="Shares"
          state={state}
          actions={edit.isDirty ? <Badge tone="accent">Not written yet</Badge> : undefined}
        >
          {(data) => (
            <div className="flex flex-col gap-4">
              {split === undefined ? null : (
                <RulePicker
                  splits={answer.splits}
                  chosen={split}
                  onChoose={(next) => onChoose(splitKey(next))}
                />
              )}
              <WeightRows
                {...data}
                answer={answer}
                colors={colors}
                observed={observed}
                onChange={edit.change}
              />
              {split?.protocol === 'tcp' ? null : <BesideWeights draft={data.draft} onChange={edit.change} />}
            </div>
          )}
        </Panel>
        <Panel
          title="What will be written"
          state={mustCreate ? { kind: 'empty', empty: <Nothing /> } : state}
        >
          {(data) => (
            <ChangePanel
              {...data}
              isWriting={writing.isWriting}
              isBlocked={isConflict}
              preview={preview}
              onWrite={(texts, words) => writing.write(texts, words, edit.reset)}
              onReset={edit.reset}
            />
          )}
        </Panel>
      </div>
      <TrafficPanels
        answer={answer}
        rows={base?.draft.rows ?? []}
        colors={colors}
        isRuled={split !== undefined}
      />
    </>
  );
}

function NoRule({ answer, onCreate }: { answer: SplitAnswer; onCreate: () => void }) {
  const named = answer.versions.filter(({ version }) => version !== '');
  return (
    <EmptyState
      title={`No rule spreads the requests of ${answer.service.name}`}
      action={
        named.length < 2 ? undefined : (
          <Button tone="primary" onClick={onCreate}>
            Make a rule for {named.map(({ version }) => version).join(', ')}
          </Button>
        )
      }
    >
      {named.length < 2
        ? `Every request goes to its only version. Start a second one beside it, and it can be given a share here.`
        : 'Every instance gets its turn. A VirtualService and a DestinationRule decide the shares instead: at first what they are now.'}
    </EmptyState>
  );
}

function Nothing() {
  return <p className="text-muted">There is no rule to change yet.</p>;
}
