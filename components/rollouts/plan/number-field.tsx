'use client';

import { useEffect, useState } from 'react';
import { Input } from '../../ui/input';
import { useReportProblem } from './field-problems';

const NO_BOUND = 1e9;

type NumberFieldProps = {
  label: string;
  value: number;
  unit: string;
  min?: number;
  max?: number;
  onChange: (value: number) => void;
};

/** A number with its unit; what is not within bounds stays to be seen, says so, and keeps the form from being sent. */
export function NumberField({ label, value, unit, min = 0, max = NO_BOUND, onChange }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const read = (raw: string) => {
    const next = Number(raw);
    return raw.trim() !== '' && Number.isFinite(next) && next >= min && next <= max ? next : undefined;
  };
  const isWrong = read(text) === undefined;
  useReportProblem(isWrong);
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <Input
        aria-label={label}
        aria-invalid={isWrong}
        inputMode="decimal"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const next = read(event.target.value);
          if (next !== undefined) onChange(next);
        }}
        className="num h-7 w-18 px-1.5 text-right"
      />
      <span className="text-muted text-xs">{unit}</span>
      {isWrong ? (
        <span role="alert" className="text-failing text-xs">
          {max < NO_BOUND ? `from ${min} to ${max.toLocaleString('en-US')}` : `a number of at least ${min}`}
        </span>
      ) : null}
    </span>
  );
}
