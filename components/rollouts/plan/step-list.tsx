'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { Step } from '@/lib/mesh/rollout/plan';
import { IconButton } from '../../ui/icon-button';
import { type Keyed, keyed, moveItem } from '../model/draft-plan';
import { STEP_KINDS } from '../model/step-words';
import { KindMenu } from './kind-menu';
import { StepFields } from './step-fields';

type StepListProps = { steps: readonly Keyed<Step>[]; onChange: (steps: readonly Keyed<Step>[]) => void };

/** The steps in order; each can be changed, moved and taken out. */
export function StepList({ steps, onChange }: StepListProps) {
  return (
    <div className="flex flex-col items-start gap-3">
      <ol aria-label="Steps" className="flex w-full flex-col divide-y divide-border/60">
        {steps.map(({ id, value }, index) => {
          const number = index + 1;
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1.5">
              <span className="num w-5 text-right text-faint text-xs">{number}</span>
              <span className="w-24 font-medium">{STEP_KINDS[value.kind].label}</span>
              <span className="flex min-w-48 flex-1 items-center">
                <StepFields
                  number={number}
                  step={value}
                  onChange={(step) =>
                    onChange(steps.map((one) => (one.id === id ? { id, value: step } : one)))
                  }
                />
              </span>
              <span className="ml-auto flex">
                <IconButton
                  icon={ArrowUp}
                  label={`Move step ${number} up`}
                  disabled={index === 0}
                  onClick={() => onChange(moveItem(steps, index, -1))}
                />
                <IconButton
                  icon={ArrowDown}
                  label={`Move step ${number} down`}
                  disabled={index === steps.length - 1}
                  onClick={() => onChange(moveItem(steps, index, 1))}
                />
                <IconButton
                  icon={X}
                  label={`Take out step ${number}`}
                  disabled={steps.length === 1}
                  onClick={() => onChange(steps.filter((one) => one.id !== id))}
                />
              </span>
            </li>
          );
        })}
      </ol>
      <KindMenu
        label="Add a step"
        kinds={STEP_KINDS}
        onAdd={(kind) => onChange([...steps, keyed(STEP_KINDS[kind].first)])}
      />
      <p className="text-muted text-xs">
        After the last step the canary gets everything. If a gate fails at any moment, everything goes back.
      </p>
    </div>
  );
}
