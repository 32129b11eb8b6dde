import { Check, Circle, CircleDot, Minus, Undo2 } from 'lucide-react';
import { describeStep } from '@/lib/mesh/rollout/steps';
import { shapeAfter, shapeBefore } from '@/lib/mesh/rollout/traffic-shape';
import type { Rollout } from '@/lib/protocol/api/rollouts';
import { cn } from '../../ui/cn';
import { isUnderWay } from '../model/rollout-phase';
import { StepClock } from './step-clock';

type Standing = 'done' | 'now' | 'ahead' | 'ended' | 'left' | 'skipped';

const ICONS = {
  done: Check,
  now: CircleDot,
  ahead: Circle,
  ended: Undo2,
  left: Minus,
  skipped: Minus,
} as const;
const WORDS = {
  done: 'done',
  now: 'now',
  ahead: 'ahead',
  ended: 'ended here',
  left: 'not reached',
  skipped: 'skipped',
} as const;

/** The steps in order, the share after each, and how far it is. */
export function StepRail({ rollout }: { rollout: Rollout }) {
  const { steps } = rollout.plan;
  return (
    <ol aria-label="Steps" className="flex gap-2 overflow-x-auto pb-1">
      {steps.map((step, index) => {
        const standing = standingOf(rollout, index);
        const Icon = ICONS[standing];
        const percent = steps.slice(0, index + 1).reduce(shapeAfter, shapeBefore(rollout.plan)).canaryPercent;
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a plan's steps never move
            key={index}
            aria-current={standing === 'now' ? 'step' : undefined}
            className={cn(
              'flex w-40 shrink-0 flex-col gap-1 rounded-md border p-2',
              standing === 'now' ? 'border-accent bg-accent/8' : 'border-border',
              (standing === 'left' || standing === 'skipped') && 'border-dashed',
            )}
          >
            <span className="flex items-center gap-1.5 text-xs">
              <Icon
                aria-hidden
                className={cn(
                  'size-3.5 shrink-0',
                  standing === 'done' ? 'text-ok' : standing === 'now' ? 'text-accent' : 'text-faint',
                )}
              />
              <span className="num text-muted">
                {index + 1}, {WORDS[standing]}
              </span>
              {step.kind === 'weight' ? null : <span className="num ml-auto">{Math.round(percent)} %</span>}
            </span>
            <span className="line-clamp-3 text-balance break-words text-xs">
              {describeStep(step).replaceAll(/(\d) (?=(?:s|ms|%|min|h)\b|%)/g, '$1\u00a0')}
            </span>
            {standing === 'now' ? <StepClock step={step} stepAt={rollout.stepAt} /> : null}
          </li>
        );
      })}
    </ol>
  );
}

function standingOf(rollout: Rollout, index: number): Standing {
  if (index < rollout.step) return 'done';
  if (rollout.phase === 'promoted') return 'skipped';
  if (!isUnderWay(rollout) || rollout.phase === 'rolling-back')
    return index === rollout.step ? 'ended' : 'left';
  return index === rollout.step ? 'now' : 'ahead';
}
