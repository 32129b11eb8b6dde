'use client';

import type { Gate } from '@/lib/mesh/rollout/judge/gate';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { NumberField } from './number-field';

type GateFieldsProps = { number: number; gate: Gate; onChange: (gate: Gate) => void };

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
export function GateFields({ number, gate, onChange }: GateFieldsProps) {
  const name = (field: string) => `${field} of gate ${number}`;
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
            unit={gate.against === 'stable' ? '% more failed requests matter' : '% failed requests at most'}
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
      <NumberField
        label={name('Most')}
        value={gate.max ?? 0}
        unit="at most,"
        min={-1e12}
        max={1e12}
        onChange={(max) => onChange({ ...gate, max })}
      />
      <ReadingFields name={name} gate={gate} onChange={onChange} />
    </span>
  );
}

function ReadingFields({ name, gate, onChange }: PartProps<GateOf<'threshold'> | GateOf<'query'>>) {
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
        unit="bad readings fail it"
        min={1}
        max={1_000}
        onChange={(failures) => onChange({ ...gate, failures: Math.round(failures) })}
      />
    </>
  );
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
