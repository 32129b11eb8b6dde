'use client';

import { Rocket } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { rolloutHref } from '@/lib/client/rollouts/rollout-href';
import { useStartRollout } from '@/lib/client/rollouts/use-change-rollout';
import type { RolloutPlan } from '@/lib/mesh/rollout/plan';
import { findRuleProblem, ruleWishesOf } from '@/lib/mesh/rollout/rule/find-rule-problem';
import { rolloutPlanSchema } from '@/lib/protocol/api/rollout-plan';
import type { SplitAnswer } from '@/lib/protocol/api/splits';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Panel } from '../../ui/panel';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { RolloutNote } from '../editor/rollout-note';
import { defaultSplit, RulePicker, splitKey } from '../editor/rule-picker';
import { StickyFields } from '../editor/sticky-fields';
import { addVersion, isUnsplit, missingVersions } from '../model/add-rows';
import { type DraftPlan, draftLike, draftOf, firstDraft, withSticky } from '../model/draft-plan';
import { PLAN_PRESETS } from '../model/plan-presets';
import { describePlanProblem } from '../model/plan-problem';
import type { RuleBase } from '../model/rule-change';
import { rowLabel, type WeightRow } from '../model/rule-draft';
import { useRuleEdit } from '../model/use-rule-edit';
import { FieldProblems, useFieldProblems } from './field-problems';
import { GateEditor } from './gate-editor';
import { ImportPlan } from './import-plan';
import { NeedsRule } from './needs-rule';
import { PlanPreview } from './plan-preview';
import { PlanWarnings } from './plan-warnings';
import { StepList } from './step-list';

/** Stands for the canary until one is chosen. */
const UNCHOSEN = '?';

/** Versions and rule of the service, then the plan. */
export function PlanEditor({ answer, like }: { answer: SplitAnswer; like?: RolloutPlan | undefined }) {
  const [ruleKey, setRuleKey] = useState(() => like && splitKey(like));
  const split = answer.splits.find((one) => splitKey(one) === ruleKey) ?? defaultSplit(answer.splits);
  const { base, error } = useRuleEdit(answer, split);
  if (split === undefined) return <NeedsRule service={answer.service} isUnsplit={false} />;
  if (base === undefined) {
    return error === null ? <Skeleton className="h-96" /> : <p className="text-failing">{error.message}</p>;
  }
  if (isUnsplit(base.target.kind, base.draft.rows)) return <NeedsRule service={answer.service} isUnsplit />;
  return (
    <>
      <RolloutNote rolloutId={answer.rolloutId} />
      <PlanForm
        key={splitKey(split)}
        answer={answer}
        base={base}
        like={like}
        picker={
          <RulePicker splits={answer.splits} chosen={split} onChoose={(next) => setRuleKey(splitKey(next))} />
        }
      />
    </>
  );
}

type PlanFormProps = {
  answer: SplitAnswer;
  base: RuleBase;
  like: RolloutPlan | undefined;
  picker: React.ReactNode;
};

function PlanForm({ answer, base, like, picker }: PlanFormProps) {
  const rows = candidates(base, answer);
  const [draft, setDraft] = useState<DraftPlan>(() => (like === undefined ? firstDraft() : draftLike(like)));
  const [stableKey, setStable] = useState(
    () => findVersion(rows, like?.stable) ?? largest(base.draft.rows)?.key ?? '',
  );
  const [canaryKey, setCanary] = useState(
    () => findVersion(rows, like?.canary) ?? onlyOther(rows, stableKey)?.key ?? UNCHOSEN,
  );
  const [reason, setReason] = useState('');
  const start = useStartRollout();
  const router = useRouter();
  const stable = rows.find(({ key }) => key === stableKey);
  const canary = rows.find(({ key }) => key === canaryKey);
  const plan =
    stable === undefined || canary === undefined ? undefined : planOf(answer, base, draft, stable, canary);
  const parsed = rolloutPlanSchema.safeParse(plan);
  const { count, report } = useFieldProblems();
  const chosenProblem = describeChoice(stableKey, canary?.key);
  const problem =
    count > 0
      ? 'A number is out of its bounds.'
      : (chosenProblem ??
        (parsed.success
          ? findRuleProblem(base.rule.object, ruleWishesOf(parsed.data))
          : describePlanProblem(parsed.error.issues[0])));
  const rate = answer.versions.reduce((sum, version) => sum + version.rate, 0);
  const options = rows.map((row) => ({ value: row.key, label: rowLabel(row) }));
  const submit = () => {
    if (!parsed.success || problem !== undefined) return;
    start.mutate(
      { plan: parsed.data, reason: reason.trim() },
      { onSuccess: ({ id }) => router.push(rolloutHref(id)) },
    );
  };
  return (
    <form
      className="grid items-start gap-4 min-[1100px]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FieldProblems report={report}>
        <div className="flex min-w-0 flex-col gap-4">
          <Card className="flex flex-col gap-3 p-4">
            {picker}
            <div className="flex flex-wrap items-center gap-2">
              <span>From</span>
              <Select
                label="Stable version"
                value={stableKey}
                options={options.filter(({ value }) => base.draft.rows.some(({ key }) => key === value))}
                onChange={setStable}
                className="font-mono"
              />
              <span>to</span>
              <Select
                label="Canary version"
                value={canaryKey}
                options={
                  canary === undefined ? [{ value: UNCHOSEN, label: 'which version?' }, ...options] : options
                }
                onChange={setCanary}
                className="font-mono"
              />
            </div>
          </Card>
          <Panel
            title="Steps"
            state={{ kind: 'data', data: draft.steps }}
            actions={<Presets onChange={(next) => setDraft({ ...next, significance: draft.significance })} />}
          >
            {(steps) => (
              <div className="flex flex-col gap-3">
                <StepList steps={steps} onChange={(next) => setDraft({ ...draft, steps: next })} />
                <StickyFields
                  version={canary === undefined ? 'the canary' : rowLabel(canary)}
                  sticky={draft.sticky}
                  onChange={(sticky) => setDraft(withSticky(draft, sticky))}
                />
              </div>
            )}
          </Panel>
          <Panel title="Gates" note="what the canary must keep" state={{ kind: 'data', data: draft }}>
            {(data) => <GateEditor draft={data} onChange={setDraft} />}
          </Panel>
        </div>
      </FieldProblems>
      <div className="flex min-w-0 flex-col gap-4 min-[1100px]:sticky min-[1100px]:top-4">
        <Card className="flex flex-col gap-3 p-4">
          <Field label="Reason" hint="Kept in the story.">
            {(ids) => (
              <Input
                {...ids}
                value={reason}
                maxLength={500}
                placeholder="What is in this version?"
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          {problem === undefined ? null : <p className="text-degraded">{problem}</p>}
          {plan === undefined || problem !== undefined ? null : (
            <PlanWarnings plan={plan} rate={rate} draft={draft} onChange={setDraft} />
          )}
          {start.error === null ? null : (
            <p role="alert" className="text-failing">
              {start.error.message}
            </p>
          )}
          <Button
            type="submit"
            tone="primary"
            size="lg"
            disabled={problem !== undefined || start.isPending || answer.rolloutId !== null}
          >
            <Rocket aria-hidden />
            {canary === undefined ? 'Start' : `Start shifting to ${rowLabel(canary)}`}
          </Button>
        </Card>
        {plan === undefined || problem !== undefined ? null : (
          <Panel title="The rule after each step" state={{ kind: 'data', data: plan }}>
            {(data) => <PlanPreview base={base} plan={data} />}
          </Panel>
        )}
      </div>
    </form>
  );
}

function Presets({ onChange }: { onChange: (draft: DraftPlan) => void }) {
  return (
    <span className="flex flex-wrap items-center gap-1">
      {PLAN_PRESETS.map((preset) => (
        <Button
          key={preset.id}
          size="sm"
          tone="ghost"
          title={preset.about}
          onClick={() => onChange(draftOf(preset))}
        >
          {preset.label}
        </Button>
      ))}
      <ImportPlan onImport={onChange} />
    </span>
  );
}

/** What the rule leads to, and the versions it could lead to. */
function candidates({ draft, target }: RuleBase, { versions, service }: SplitAnswer): readonly WeightRow[] {
  return missingVersions(draft.rows, versions).reduce(
    (all, version) => addVersion(all, target.kind, service.name, version),
    draft,
  ).rows;
}

function findVersion(
  rows: readonly WeightRow[],
  wanted: RolloutPlan['stable'] | undefined,
): string | undefined {
  return rows.find(({ host, subset }) => host === wanted?.host && subset === wanted.subset)?.key;
}

function largest(rows: readonly WeightRow[]): WeightRow | undefined {
  return rows.toSorted((a, b) => b.percent - a.percent)[0];
}

function describeChoice(stable: string, canary: string | undefined): string | undefined {
  if (canary === undefined) return 'Choose the version that gets the requests.';
  return stable === canary ? 'Stable and canary are the same version.' : undefined;
}

/** Where there is a choice a person has to make it. */
function onlyOther(rows: readonly WeightRow[], except: string): WeightRow | undefined {
  const others = rows.filter(({ key }) => key !== except);
  return others.length === 1 ? others[0] : undefined;
}

function planOf(
  { service }: SplitAnswer,
  { target, draft: now }: RuleBase,
  { sticky, steps, gates, significance, maxSeconds }: DraftPlan,
  stable: WeightRow,
  canary: WeightRow,
): RolloutPlan {
  const place = ({ host, subset, version }: WeightRow) => ({ host, subset, version });
  const percentOf = ({ key }: WeightRow) => now.rows.find((row) => row.key === key)?.percent ?? 0;
  const own = percentOf(canary);
  return {
    service: { namespace: service.namespace, name: service.name },
    target,
    stable: place(stable),
    canary: place(canary),
    ...(sticky === undefined ? {} : { sticky }),
    before: { canary: own, other: Math.max(0, 100 - own - percentOf(stable)) },
    steps: steps.map(({ value }) => value),
    gates: gates.map(({ value }) => value),
    significance,
    maxSeconds,
  };
}
