'use client';

import { useState } from 'react';
import { applyEdits } from '@/lib/mesh/config/edit-yaml';
import type { RolloutPlan } from '@/lib/mesh/rollout/plan';
import { ruleEdits } from '@/lib/mesh/rollout/rule/rule-edits';
import { shapeObject } from '@/lib/mesh/rollout/rule/shape-object';
import { PROMOTED_SHAPE, shapeAfter, shapeBefore } from '@/lib/mesh/rollout/traffic-shape';
import { cn } from '../../ui/cn';
import { YamlChanges } from '../editor/yaml-changes';
import type { RuleBase } from '../model/rule-change';

type PlanPreviewProps = { base: RuleBase; plan: RolloutPlan };

/** What the rule will say after each step. */
export function PlanPreview({ base, plan }: PlanPreviewProps) {
  const [chosen, setChosen] = useState(0);
  const last = plan.steps.length;
  const index = Math.min(chosen, last);
  const shape =
    index === last ? PROMOTED_SHAPE : plan.steps.slice(0, index + 1).reduce(shapeAfter, shapeBefore(plan));
  const { object, yaml } = base.rule;
  const shaped = shapeObject(object, plan, shape);
  const edited = applyEdits(yaml, 0, ruleEdits(object, shaped));
  const { kind, namespace, name } = plan.target;
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">After which step?</legend>
        {[...plan.steps, undefined].map((step, place) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what the button stands for
            key={place}
            type="button"
            aria-pressed={place === index}
            onClick={() => setChosen(place)}
            className={cn(
              'num h-7 min-w-9 rounded-md border px-2 text-xs transition-colors duration-150',
              place === index
                ? 'border-accent bg-accent/15 text-accent'
                : 'border-border text-muted hover:bg-raised',
            )}
          >
            {step === undefined ? 'Promoted' : place + 1}
          </button>
        ))}
      </fieldset>
      {'problem' in edited ? (
        <p className="text-failing">{edited.problem}</p>
      ) : edited.text === yaml ? (
        <p className="text-muted">The rule says this already.</p>
      ) : (
        <YamlChanges
          texts={[
            {
              key: 'rule',
              kind,
              namespace,
              name,
              before: yaml,
              after: edited.text,
              version: base.rule.version,
            },
          ]}
        />
      )}
    </div>
  );
}
