'use client';

import { Button } from './button';
import { Chip } from './chip';

type FilterChipsProps<Patch> = {
  /** Conditions that apply, in words, each with the patch that takes it away. */
  filters: readonly { id: string; words: string; clear: Patch }[];
  onChange: (patch: Patch) => void;
  onClear: () => void;
};

/** The conditions of a search, each with a way out of it; nothing without conditions. */
export function FilterChips<Patch>({ filters, onChange, onClear }: FilterChipsProps<Patch>) {
  if (filters.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {filters.map(({ id, words, clear }) => (
        <Chip key={id} removeLabel={`Remove: ${words}`} onRemove={() => onChange(clear)}>
          {words}
        </Chip>
      ))}
      <Button tone="ghost" size="sm" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}
