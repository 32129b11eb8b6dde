'use client';

import { useId, useState } from 'react';
import { cn } from './cn';
import { Input } from './input';

type FilterFieldProps = {
  id?: string;
  label: string;
  placeholder?: string;
  value: string;
  /** Names offered while typing. */
  options?: readonly string[];
  inputMode?: 'text' | 'decimal';
  className?: string;
  onChange: (value: string) => void;
};

/** One condition as text; applies on Enter and when the field is left, Esc takes the typing back. */
export function FilterField(props: FilterFieldProps) {
  const { id, label, placeholder, value, options, inputMode = 'text', className, onChange } = props;
  const ownId = useId();
  const [draft, setDraft] = useState<string>();
  const inputId = id ?? ownId;
  const apply = () => {
    if (draft !== undefined && draft.trim() !== value) onChange(draft.trim());
    setDraft(undefined);
  };
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={inputId} className="truncate text-muted text-xs">
        {label}
      </label>
      <Input
        id={inputId}
        inputMode={inputMode}
        value={draft ?? value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        list={options === undefined ? undefined : `${inputId}-options`}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={apply}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply();
          if (event.key === 'Escape') setDraft(undefined);
        }}
      />
      {options === undefined ? null : (
        <datalist id={`${inputId}-options`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </div>
  );
}

type NumberFilterFieldProps = {
  label: string;
  placeholder?: string;
  value: number | undefined;
  className?: string;
  onChange: (value: number | undefined) => void;
};

/** One condition as a number that is not negative; empty takes it away. */
export function NumberFilterField({ value, onChange, ...props }: NumberFilterFieldProps) {
  return (
    <FilterField
      {...props}
      inputMode="decimal"
      value={value === undefined ? '' : String(value)}
      onChange={(text) => {
        const number = Number(text);
        onChange(text === '' || !Number.isFinite(number) || number < 0 ? undefined : number);
      }}
    />
  );
}
