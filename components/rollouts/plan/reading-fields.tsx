import type { QueryGate, ThresholdGate } from '@/lib/mesh/rollout/judge/gate';
import { Select } from '../../ui/select';
import { describeCounting } from '../model/describe-counting';
import { NumberField } from './number-field';

type CountedGate = ThresholdGate | QueryGate;

type ReadingFieldsProps = {
  /** The accessible name of a field. */
  name: (field: string) => string;
  gate: CountedGate;
  onChange: (gate: CountedGate) => void;
};

const NO_DATA = [
  { value: 'waits', label: 'is waited for' },
  { value: 'bad', label: 'counts as bad' },
  { value: 'good', label: 'counts as good' },
  { value: 'unclear', label: 'is unclear' },
] as const;

/** How often a gate reads, and how it counts what it reads. */
export function ReadingFields({ name, gate, onChange }: ReadingFieldsProps) {
  return (
    <>
      <NumberField
        label={name('Interval')}
        value={gate.intervalSeconds}
        unit="s apart,"
        min={1}
        max={86_400}
        onChange={(seconds) => onChange({ ...gate, intervalSeconds: Math.round(seconds) })}
      />
      <NumberField
        label={name('Failures')}
        value={gate.failures}
        unit={gate.isShared === true ? 'failed checks of all gates together fail it' : 'bad readings fail it'}
        min={1}
        max={1_000_000}
        onChange={(failures) => onChange({ ...gate, failures: Math.round(failures) })}
      />
      <span className="inline-flex items-center gap-1">
        <span className="text-muted text-xs">no data</span>
        <Select
          label={name('No data')}
          value={gate.empty ?? 'waits'}
          options={NO_DATA}
          onChange={(next) => onChange(withEmpty(gate, next))}
          className="h-7"
        />
      </span>
      {describeCounting(gate).map((text) => (
        <span key={text} className="text-muted text-xs">
          {text}
        </span>
      ))}
    </>
  );
}

function withEmpty(gate: CountedGate, next: (typeof NO_DATA)[number]['value']): CountedGate {
  const { empty: _, ...rest } = gate;
  return next === 'waits' ? rest : { ...rest, empty: next };
}
