'use client';

import { X } from 'lucide-react';
import { IconButton } from '../../ui/icon-button';
import { Select } from '../../ui/select';
import { type DraftPlan, keyed } from '../model/draft-plan';
import { GATE_KINDS } from '../model/step-words';
import { GateFields } from './gate-fields';
import { KindMenu } from './kind-menu';
import { NumberField } from './number-field';

const CHANCES = [
  { value: '0.1', label: '1 of 10 healthy rollouts' },
  { value: '0.05', label: '1 of 20 healthy rollouts' },
  { value: '0.01', label: '1 of 100 healthy rollouts' },
  { value: '0.001', label: '1 of 1,000 healthy rollouts' },
] as const;

type GateEditorProps = { draft: DraftPlan; onChange: (draft: DraftPlan) => void };

/** What the canary must keep, how easily it is condemned, and how long all may take. */
export function GateEditor({ draft, onChange }: GateEditorProps) {
  const { gates, significance, maxSeconds } = draft;
  return (
    <div className="flex flex-col items-start gap-3">
      <ul aria-label="Gates" className="flex w-full flex-col divide-y divide-border/60">
        {gates.map(({ id, value }, index) => (
          <li key={id} className="flex flex-wrap items-center gap-2 py-1.5">
            <span className="w-32 font-medium">{GATE_KINDS[value.kind].label}</span>
            <span className="flex min-w-48 flex-1 flex-wrap items-center gap-2">
              <GateFields
                number={index + 1}
                gate={value}
                onChange={(gate) =>
                  onChange({
                    ...draft,
                    gates: gates.map((one) => (one.id === id ? { id, value: gate } : one)),
                  })
                }
              />
            </span>
            <IconButton
              icon={X}
              label={`Take out gate ${index + 1}`}
              className="ml-auto"
              onClick={() => onChange({ ...draft, gates: gates.filter((one) => one.id !== id) })}
            />
          </li>
        ))}
      </ul>
      {gates.length === 0 ? <p className="text-degraded">Without gates only a person can stop it.</p> : null}
      <KindMenu
        label="Add a gate"
        kinds={GATE_KINDS}
        onAdd={(kind) => onChange({ ...draft, gates: [...gates, keyed(GATE_KINDS[kind].first)] })}
      />
      <div className="flex flex-wrap items-center gap-2">
        <span>Wrongly rolled back: at most</span>
        <Select
          label="Chance of a false alarm"
          value={String(significance)}
          options={CHANCES}
          onChange={(next) => onChange({ ...draft, significance: Number(next) })}
          className="h-7"
        />
        <span>Rolled back when not promoted within</span>
        <NumberField
          label="Most minutes"
          value={Math.round(maxSeconds / 6) / 10}
          unit="min"
          min={0.2}
          max={43_200}
          onChange={(minutes) => onChange({ ...draft, maxSeconds: Math.round(minutes * 60) })}
        />
      </div>
      <p className="max-w-prose text-muted text-xs">
        A comparison with stable looks at both versions at the same time, at every moment. Differences smaller
        than the one that matters are let through; the rarer false alarms may be, the more requests a verdict
        takes. Too few requests never pass and never fail: the rollout waits and says how many it still needs.
      </p>
    </div>
  );
}
