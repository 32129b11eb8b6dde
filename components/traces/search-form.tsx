'use client';

import { Braces, ListPlus } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { FilterChips } from '@/components/ui/filter-chips';
import { FilterField, NumberFilterField } from '@/components/ui/filter-field';
import { FoldedFilters } from '@/components/ui/folded-filters';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { useNames } from '@/lib/client/names/use-names';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import {
  activeFilters,
  MORE_FIELDS,
  type TRACE_SEARCH,
  type TraceSearchState,
} from './model/trace-search-state';
import { MoreFields } from './more-fields';
import { QueryRow } from './query-row';

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
  const services = (names.data?.entities ?? [])
    .filter(({ kind }) => kind === 'service')
    .map(({ name, namespace }) => `${name}.${namespace}`);
  const filters = activeFilters(search);
  const [isQueryWanted, setQueryWanted] = useState(false);
  const isQueryOpen = isQueryWanted || search.q !== '';
  const [isMoreWanted, setMoreWanted] = useState(false);
  const usesMore = MORE_FIELDS.some((field) => search[field] !== '');
  const isMoreOpen = isMoreWanted || usesMore;
  const folded = filters.filter(({ id }) => id !== 'service');
  useHotkey('/', 'Search traces by service', () => document.getElementById(`${id}-service`)?.focus());
  return (
    <search aria-label="Traces" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <FilterField
          id={`${id}-service`}
          label="Service"
          placeholder="reviews"
          value={search.service}
          options={services}
          className="w-44 max-[600px]:grow"
          onChange={(service) => onChange({ service })}
        />
        <FoldedFilters count={folded.length}>
          <FilterField
            label="Operation has"
            placeholder="/reviews"
            value={search.operation}
            className="w-44 max-[600px]:grow"
            onChange={(operation) => onChange({ operation })}
          />
          <FilterField
            label="Tags"
            placeholder="response_flags=UF http.method=POST"
            value={search.tags}
            className="min-w-48 max-w-full grow basis-56"
            onChange={(tags) => onChange({ tags })}
          />
          <NumberFilterField
            label="Min ms"
            className="w-20"
            value={search.min}
            onChange={(min) => onChange({ min })}
          />
          <NumberFilterField
            label="Max ms"
            className="w-20"
            value={search.max}
            onChange={(max) => onChange({ max })}
          />
          <FilterField
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
          <Button
            size="md"
            tone="ghost"
            aria-expanded={isMoreOpen}
            disabled={usesMore}
            onClick={() => setMoreWanted(!isMoreWanted)}
          >
            <ListPlus aria-hidden />
            More
          </Button>
          <Button
            size="md"
            tone="ghost"
            aria-expanded={isQueryOpen}
            disabled={search.q !== ''}
            onClick={() => setQueryWanted(!isQueryWanted)}
          >
            <Braces aria-hidden />
            Query
          </Button>
          {isMoreOpen ? (
            <div className="basis-full">
              <MoreFields search={search} services={services} onChange={onChange} />
            </div>
          ) : null}
        </FoldedFilters>
      </div>
      {isQueryOpen ? <QueryRow search={search} onChange={onChange} /> : null}
      <FilterChips
        filters={filters.filter(({ id }) => id !== 'q')}
        onChange={onChange}
        onClear={() => onChange(Object.assign({}, ...filters.map(({ clear }) => clear)))}
      />
    </search>
  );
}
