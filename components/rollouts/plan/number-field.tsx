'use client';

import { useEffect, useState } from 'react';
import { Input } from '../../ui/input';

type NumberFieldProps = {
  label: string;
  value: number;
  unit: string;
  min?: number;
  max?: number;
  onChange: (value: number) => void;
};

/** A number with its unit; what is not a number within bounds is put back when the field is left. */
export function NumberField({ label, value, unit, min = 0, max = 1e9, onChange }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const read = (raw: string) => {
    const next = Number(raw);
    return raw.trim() !== '' && Number.isFinite(next) && next >= min && next <= max ? next : undefined;
  };
  return (
    <span className="inline-flex items-center gap-1">
      <Input
        aria-label={label}
        aria-invalid={read(text) === undefined}
        inputMode="decimal"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const next = read(event.target.value);
          if (next !== undefined) onChange(next);
        }}
        onBlur={() => setText(String(value))}
        className="num h-7 w-18 px-1.5 text-right"
      />
      <span className="text-muted text-xs">{unit}</span>
    </span>
  );
}
