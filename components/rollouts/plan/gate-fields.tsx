'use client';

import { useState } from 'react';
import type { Gate } from '@/lib/mesh/rollout/judge/gate';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { useReportProblem } from './field-problems';
import { NumberField } from './number-field';
import { ReadingFields } from './reading-fields';

type GateFieldsProps = {
  number: number;
  /** What the gate belongs to, where that is not the whole plan. */
  of?: string;
  gate: Gate;
  onChange: (gate: Gate) => void;
};

const AGAINST = [
  { value: 'stable', label: 'Compared with stable' },
  { value: 'bound', label: 'Under a fixed bound' },
] as const;

const QUANTILES = [
  { value: '0.5', label: 'p50' },
  { value: '0.9', label: 'p90' },
  { value: '0.95', label: 'p95' },
  { value: '0.99', label: 'p99' },
] as const;

/** The fields of a gate, as a sentence to fill in. */
export function GateFields({ number, of, gate, onChange }: GateFieldsProps) {
  const name = (field: string) => `${field} of gate ${number}${of === undefined ? '' : ` of ${of}`}`;
  switch (gate.kind) {
    case 'error-rate':
      return (
        <>
          <Select
            label={name('Comparison')}
            value={gate.against}
            options={AGAINST}
            onChange={(against) => onChange({ ...gate, against })}
            className="h-7"
          />
          <NumberField
            label={name('Share')}
            value={Number((gate.share * 100).toPrecision(6))}
            unit={
              gate.against === 'stable'
                ? 'percentage points more failed requests are too many'
                : '% failed requests at most'
            }
            min={0.001}
            max={99.9}
            onChange={(percent) => onChange({ ...gate, share: percent / 100 })}
          />
        </>
      );
    case 'latency':
      return <LatencyFields name={name} gate={gate} onChange={onChange} />;
    case 'threshold':
      return (
        <>
          <Select
            label={name('Metric')}
            value={gate.metric}
            options={[
              { value: 'success-rate', label: 'Success rate' },
              { value: 'duration', label: 'Duration' },
            ]}
            onChange={(metric) =>
              onChange(
                metric === 'duration'
                  ? { ...dropBounds(gate), metric, quantile: 0.99, max: 500 }
                  : { ...dropBounds(gate), metric, min: 99 },
              )
            }
            className="h-7"
          />
          {gate.metric === 'duration' ? (
            <QuantileSelect
              label={name('Quantile')}
              value={gate.quantile ?? 0.99}
              onChange={(quantile) => onChange({ ...gate, quantile })}
            />
          ) : null}
          {gate.metric === 'duration' ? (
            <NumberField
              label={name('Most')}
              value={gate.max ?? 500}
              unit="ms at most,"
              onChange={(max) => onChange({ ...gate, max })}
            />
          ) : (
            <NumberField
              label={name('Least')}
              value={gate.min ?? 99}
              unit="% at least,"
              max={100}
              onChange={(min) => onChange({ ...gate, min })}
            />
          )}
          <ReadingFields name={name} gate={gate} onChange={onChange} />
        </>
      );
    case 'query':
      return <QueryFields name={name} gate={gate} onChange={onChange} />;
    default:
      return gate satisfies never;
  }
}

type PartProps<G extends Gate> = { name: (field: string) => string; gate: G; onChange: (gate: Gate) => void };
type GateOf<K extends Gate['kind']> = Extract<Gate, { kind: K }>;

function LatencyFields({ name, gate, onChange }: PartProps<GateOf<'latency'>>) {
  const { kind, quantile, against, slowdown = 0.2, boundMs = 300 } = gate;
  return (
    <>
      <QuantileSelect
        label={name('Quantile')}
        value={quantile}
        onChange={(next) => onChange({ ...gate, quantile: next })}
      />
      <Select
        label={name('Comparison')}
        value={against}
        options={AGAINST}
        onChange={(next) =>
          onChange(
            next === 'stable'
              ? { kind, quantile, against: next, slowdown }
              : { kind, quantile, against: next, boundMs },
          )
        }
        className="h-7"
      />
      {against === 'stable' ? (
        <NumberField
          label={name('Slow-down')}
          value={Number((slowdown * 100).toPrecision(6))}
          unit="% slower matters"
          min={0.1}
          max={1_000}
          onChange={(percent) => onChange({ ...gate, slowdown: percent / 100 })}
        />
      ) : (
        <NumberField
          label={name('Bound')}
          value={boundMs}
          unit="ms at most"
          min={0.001}
          onChange={(next) => onChange({ ...gate, boundMs: next })}
        />
      )}
    </>
  );
}

function QueryFields({ name, gate, onChange }: PartProps<GateOf<'query'>>) {
  return (
    <span className="flex w-full flex-wrap items-center gap-2">
      <Input
        aria-label={name('Name')}
        placeholder="Name"
        value={gate.name}
        onChange={(event) => onChange({ ...gate, name: event.target.value })}
        className="h-7 w-36"
      />
      <Input
        aria-label={name('Address of the Prometheus')}
        placeholder="http://prometheus:9090"
        value={gate.url}
        onChange={(event) => onChange({ ...gate, url: event.target.value })}
        className="h-7 w-52 font-mono"
      />
      <Input
        aria-label={name('Query')}
        placeholder="sum(rate(orders_failed_total[1m]))"
        value={gate.query}
        onChange={(event) => onChange({ ...gate, query: event.target.value })}
        className="h-7 min-w-52 flex-1 font-mono"
      />
      <BoundField
        label={name('Least')}
        unit="at least,"
        value={gate.min}
        onChange={(min) => onChange(withBound(gate, { min }))}
      />
      <BoundField
        label={name('Most')}
        unit="at most,"
        value={gate.max}
        onChange={(max) => onChange(withBound(gate, { max }))}
      />
      <ReadingFields name={name} gate={gate} onChange={onChange} />
    </span>
  );
}

type BoundFieldProps = {
  label: string;
  unit: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
};

/** A bound that need not be there: empty for none. */
function BoundField({ label, unit, value, onChange }: BoundFieldProps) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  const read = (raw: string) => (raw.trim() === '' ? undefined : Number(raw));
  useReportProblem(Number.isNaN(read(text)));
  return (
    <span className="inline-flex items-center gap-1">
      <Input
        aria-label={label}
        aria-invalid={Number.isNaN(read(text))}
        inputMode="decimal"
        placeholder="any"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const next = read(event.target.value);
          if (!Number.isNaN(next)) onChange(next);
        }}
        className="num h-7 w-18 px-1.5 text-right"
      />
      <span className="text-muted text-xs">{unit}</span>
    </span>
  );
}

function withBound(
  gate: GateOf<'query'>,
  bound: { min: number | undefined } | { max: number | undefined },
): GateOf<'query'> {
  const { min, max, ...rest } = { ...gate, ...bound };
  return { ...rest, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

type QuantileSelectProps = { label: string; value: number; onChange: (value: number) => void };

/** The usual quantiles, and the one that an imported plan has. */
function QuantileSelect({ label, value, onChange }: QuantileSelectProps) {
  const own = String(value);
  const options = QUANTILES.some((one) => one.value === own)
    ? QUANTILES
    : [...QUANTILES, { value: own, label: `p${Number((value * 100).toFixed(2))}` }];
  return (
    <Select
      label={label}
      value={own}
      options={options}
      onChange={(next) => onChange(Number(next))}
      className="h-7"
    />
  );
}

function dropBounds({ min: _, max: __, quantile: ___, ...rest }: GateOf<'threshold'>) {
  return rest;
}
