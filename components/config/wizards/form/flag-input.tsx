'use client';

import type { FlagField } from '@/lib/mesh/config/wizards/form-field';
import { Switch } from '../../../ui/switch';

type FlagInputProps = { field: FlagField; value: boolean; onChange: (value: boolean) => void };

/** On or off. */
export function FlagInput({ field, value, onChange }: FlagInputProps) {
  return (
    <div className="flex min-h-8 flex-col justify-end pt-5">
      <Switch label={field.label} checked={value} onChange={onChange} />
      {field.hint === undefined ? null : <p className="text-faint text-xs">{field.hint}</p>}
    </div>
  );
}
