'use client';

import { X } from 'lucide-react';
import type { Gate } from '@/lib/mesh/rollout/judge/gate';
import { IconButton } from '../../ui/icon-button';
import { GATE_KINDS } from '../model/step-words';
import { GateFields } from './gate-fields';
import { KindMenu } from './kind-menu';

type StepGatesProps = {
  /** The step's number. */
  step: number;
  gates: readonly Gate[];
  onChange: (gates: readonly Gate[]) => void;
};

/** Gates of one step alone, beside those of the plan. */
export function StepGates({ step, gates, onChange }: StepGatesProps) {
  return (
    <>
      {gates.map((gate, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: gates of a step are never moved, and their fields are controlled
        <span key={index} className="flex w-full flex-wrap items-center gap-2 border-border border-l-2 pl-2">
          <span className="text-muted text-xs">{GATE_KINDS[gate.kind].label}</span>
          <GateFields
            number={index + 1}
            of={`step ${step}`}
            gate={gate}
            onChange={(next) => onChange(gates.map((one, place) => (place === index ? next : one)))}
          />
          <IconButton
            icon={X}
            label={`Take out gate ${index + 1} of step ${step}`}
            className="ml-auto"
            onClick={() => onChange(gates.filter((_, place) => place !== index))}
          />
        </span>
      ))}
      <KindMenu
        label="Own gate"
        kinds={GATE_KINDS}
        onAdd={(kind) => onChange([...gates, GATE_KINDS[kind].first])}
      />
    </>
  );
}
