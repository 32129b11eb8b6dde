'use client';

import { useId, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';

type TextFilterProps = {
  id?: string;
  label: string;
  placeholder?: string;
  value: string;
  /** Names offered while typing. */
  options?: readonly string[];
  className?: string;
  onChange: (value: string) => void;
};

/** One condition as text; applies on Enter and when the field is left, Esc takes the typing back. */
export function TextFilter({ id, label, placeholder, value, options, className, onChange }: TextFilterProps) {
  const ownId = useId();
  const [draft, setDraft] = useState<string>();
  const inputId = id ?? ownId;
  const apply = () => {
    if (draft !== undefined && draft.trim() !== value) onChange(draft.trim());
    setDraft(undefined);
  };
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      <label htmlFor={inputId} className="text-muted text-xs">
        {label}
      </label>
      <Input
        id={inputId}
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
