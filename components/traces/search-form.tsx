'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Input } from '@/components/ui/input';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { useNames } from '@/lib/client/names/use-names';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import { activeFilters, type TRACE_SEARCH, type TraceSearchState } from './model/trace-search-state';
import { TextFilter } from './text-filter';

type SearchFormProps = { search: TraceSearchState; onChange: WriteUrl<typeof TRACE_SEARCH> };

const STATUSES = [
  { value: 'any', label: 'Any' },
  { value: 'error', label: 'Errors' },
  { value: 'ok', label: 'OK' },
] as const;

/** What traces are searched by. A field applies when it is left or on Enter. */
export function SearchForm({ search, onChange }: SearchFormProps) {
  const id = useId();
  const names = useNames();
  const services = (names.data?.entities ?? []).filter(({ kind }) => kind === 'service');
  const filters = activeFilters(search);
  useHotkey('/', 'Search traces by service', () => document.getElementById(`${id}-service`)?.focus());
  return (
    <search aria-label="Traces" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <TextFilter
          id={`${id}-service`}
          label="Service"
          placeholder="reviews"
          value={search.service}
          options={services.map(({ name, namespace }) => `${name}.${namespace}`)}
          className="w-44"
          onChange={(service) => onChange({ service })}
        />
        <TextFilter
          label="Operation has"
          placeholder="/reviews"
          value={search.operation}
          className="w-44"
          onChange={(operation) => onChange({ operation })}
        />
        <TextFilter
          label="Tags"
          placeholder="response_flags=UF http.method=POST"
          value={search.tags}
          className="w-72 max-w-full grow"
          onChange={(tags) => onChange({ tags })}
        />
        <DurationFilter label="Min ms" value={search.min} onChange={(min) => onChange({ min })} />
        <DurationFilter label="Max ms" value={search.max} onChange={(max) => onChange({ max })} />
        <TextFilter
          label="Code"
          placeholder="5xx"
          value={search.code}
          className="w-20"
          onChange={(code) => onChange({ code })}
        />
        <SegmentedControl
          label="Status"
          value={search.status}
          options={STATUSES}
          onChange={(status) => onChange({ status })}
        />
      </div>
      {filters.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-1.5">
          {filters.map(({ id: key, words, clear }) => (
            <Chip key={key} removeLabel={`Remove: ${words}`} onRemove={() => onChange(clear)}>
              {words}
            </Chip>
          ))}
          <Button
            tone="ghost"
            size="sm"
            onClick={() => onChange(Object.assign({}, ...filters.map(({ clear }) => clear)))}
          >
            Clear
          </Button>
        </div>
      )}
    </search>
  );
}

type DurationFilterProps = {
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
};

function DurationFilter({ label, value, onChange }: DurationFilterProps) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const apply = () => {
    if (draft !== undefined) onChange(draft === '' ? undefined : Math.max(0, Number(draft) || 0));
    setDraft(undefined);
  };
  return (
    <div className="flex w-20 flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      <Input
        id={id}
        inputMode="decimal"
        className="num"
        value={draft ?? value ?? ''}
        onChange={(event) => setDraft(event.target.value.replace(/[^\d.]/g, ''))}
        onBlur={apply}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply();
        }}
      />
    </div>
  );
}
