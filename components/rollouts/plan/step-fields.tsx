'use client';

import type { Step } from '@/lib/mesh/rollout/plan';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { NumberField } from './number-field';
import { StepGates } from './step-gates';

type StepFieldsProps = { number: number; step: Step; onChange: (step: Step) => void };

/** The fields of a step, as a sentence to fill in. */
export function StepFields({ number, step, onChange }: StepFieldsProps) {
  const name = (field: string) => `${field} of step ${number}`;
  switch (step.kind) {
    case 'weight':
    case 'mirror':
      return (
        <NumberField
          label={name('Share')}
          value={step.percent}
          unit={
            step.kind === 'weight'
              ? '% of the requests to the canary'
              : '% of the requests copied to the canary'
          }
          max={100}
          onChange={(percent) => onChange({ ...step, percent })}
        />
      );
    case 'pause':
      return (
        <NumberField
          label={name('Seconds')}
          value={step.seconds}
          unit="s of waiting"
          max={604_800}
          onChange={(seconds) => onChange({ ...step, seconds: Math.round(seconds) })}
        />
      );
    case 'analysis':
      return (
        <span className="flex min-w-0 grow flex-wrap items-center gap-2">
          <NumberField
            label={name('Seconds')}
            value={step.seconds}
            unit="s at least, until every gate has passed"
            max={604_800}
            onChange={(seconds) => onChange({ ...step, seconds: Math.round(seconds) })}
          />
          <StepGates
            step={number}
            gates={step.gates ?? []}
            onChange={(gates) =>
              onChange({ kind: 'analysis', seconds: step.seconds, ...(gates.length === 0 ? {} : { gates }) })
            }
          />
        </span>
      );
    case 'approval':
      return (
        <Input
          aria-label={name('Question')}
          value={step.question}
          maxLength={500}
          placeholder="What is asked of the person?"
          onChange={(event) => onChange({ ...step, question: event.target.value })}
          className="h-7"
        />
      );
    case 'notify':
      return (
        <Input
          aria-label={name('Message')}
          value={step.message}
          maxLength={1_000}
          placeholder="What is said?"
          onChange={(event) => onChange({ ...step, message: event.target.value })}
          className="h-7"
        />
      );
    case 'webhook':
      return (
        <span className="flex min-w-0 grow flex-wrap items-center gap-2">
          <Input
            aria-label={name('Address')}
            value={step.url}
            placeholder="https://tests.example.com/check"
            onChange={(event) => onChange({ ...step, url: event.target.value })}
            className="h-7 min-w-40 flex-1 font-mono"
          />
          <NumberField
            label={name('Timeout')}
            value={step.timeoutSeconds}
            unit="s,"
            min={1}
            max={300}
            onChange={(timeoutSeconds) => onChange({ ...step, timeoutSeconds: Math.round(timeoutSeconds) })}
          />
          <NumberField
            label={name('Retries')}
            value={step.retries}
            unit="retries"
            max={10}
            onChange={(retries) => onChange({ ...step, retries: Math.round(retries) })}
          />
          <Select
            label={name('A no')}
            value={step.waits === true ? 'waits' : 'ends'}
            options={NO_MEANS}
            onChange={(means) => {
              const { waits: _, ...rest } = step;
              onChange(means === 'waits' ? { ...rest, waits: true } : rest);
            }}
            className="h-7"
          />
        </span>
      );
    case 'match':
      return <MatchFields name={name} step={step} onChange={onChange} />;
    default:
      return step satisfies never;
  }
}

const NO_MEANS = [
  { value: 'ends', label: 'a no rolls back' },
  { value: 'waits', label: 'a no is asked about again' },
] as const;

type MatchFieldsProps = {
  name: (field: string) => string;
  step: Extract<Step, { kind: 'match' }>;
  onChange: (step: Step) => void;
};

const BY = [
  { value: 'header', label: 'header' },
  { value: 'cookie', label: 'cookie' },
  { value: 'end', label: 'nothing any more' },
] as const;

function MatchFields({ name, step, onChange }: MatchFieldsProps) {
  const by =
    step.match?.header !== undefined ? 'header' : step.match?.cookie !== undefined ? 'cookie' : 'end';
  const pair = step.match?.header ?? step.match?.cookie ?? { name: 'x-canary', value: 'yes' };
  const write = (kind: typeof by, next: typeof pair) =>
    onChange(kind === 'end' ? { kind: 'match' } : { kind: 'match', match: { [kind]: next } });
  return (
    <span className="flex min-w-0 grow flex-wrap items-center gap-2">
      <Select
        label={name('Match by')}
        value={by}
        options={BY}
        onChange={(kind) => write(kind, pair)}
        className="h-7"
      />
      {by === 'end' ? null : (
        <>
          <Input
            aria-label={name(`Name of the ${by}`)}
            value={pair.name}
            onChange={(event) => {
              const raw = event.target.value;
              write(by, { ...pair, name: by === 'header' ? raw.toLowerCase() : raw });
            }}
            className="h-7 w-32 font-mono"
          />
          <span aria-hidden className="text-faint">
            =
          </span>
          <Input
            aria-label={name(`Value of the ${by}`)}
            value={pair.value}
            onChange={(event) => write(by, { ...pair, value: event.target.value })}
            className="h-7 w-32 font-mono"
          />
        </>
      )}
    </span>
  );
}
