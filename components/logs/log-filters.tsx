'use client';

import { useCallback, useMemo } from 'react';
import { ExpressionField } from '@/components/ui/expression/expression-field';
import { FilterChips } from '@/components/ui/filter-chips';
import { FilterField, NumberFilterField } from '@/components/ui/filter-field';
import { FoldedFilters } from '@/components/ui/folded-filters';
import { useNames } from '@/lib/client/names/use-names';
import { useDraft } from '@/lib/client/url/use-draft';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import { completeLogQuery } from '@/lib/mesh/log/query/complete-log-query';
import { readLogQuery } from '@/lib/mesh/log/query/read-log-query';
import { RESPONSE_FLAGS } from '@/lib/mesh/log/response-flags';
import { knownValues } from './model/known-values';
import {
  activeLogFilters,
  clearLogFilters,
  type LOG_FILTER,
  type LogFilterState,
} from './model/log-filter-state';

type LogFiltersProps = { filter: LogFilterState; onChange: WriteUrl<typeof LOG_FILTER> };

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'CONNECT'];
const CODES = ['2xx', '3xx', '4xx', '5xx', '5xx,0', '503', '504'];
const FLAGS = RESPONSE_FLAGS.map(({ flag }) => flag);

/** What lines are filtered by. */
export function LogFilters({ filter, onChange }: LogFiltersProps) {
  const names = useNames();
  const of = (kind: string) => (names.data?.entities ?? []).filter((entity) => entity.kind === kind);
  const filters = activeLogFilters(filter);
  const [words, setWords] = useDraft(filter.q, (q) => {
    if (readLogQuery(q).error === undefined) onChange({ q }, { replace: true });
  });
  const { error } = useMemo(() => readLogQuery(words), [words]);
  const complete = useCallback(
    (text: string, at: number) => completeLogQuery(text, at, knownValues(names.data?.entities ?? [])),
    [names.data],
  );
  return (
    <search aria-label="Log lines" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <ExpressionField
          label="Search the log"
          placeholder="Words, or code >= 500 and path contains /pay"
          value={words}
          onChange={setWords}
          complete={complete}
          error={error}
          isMain
          isLabelled
          className="min-w-56 max-w-full grow basis-72"
        />
        <FoldedFilters count={filters.filter(({ id }) => id !== 'q').length}>
          <FilterField
            label="Service"
            placeholder="reviews"
            value={filter.service}
            options={of('service').map(({ name }) => name)}
            className="w-32"
            onChange={(service) => onChange({ service })}
          />
          <FilterField
            label="Workload"
            placeholder="reviews-v3"
            value={filter.workload}
            options={of('workload').map(({ name }) => name)}
            className="w-32"
            onChange={(workload) => onChange({ workload })}
          />
          <FilterField
            label="Path has"
            placeholder="/orders"
            value={filter.path}
            className="w-32"
            onChange={(path) => onChange({ path })}
          />
          <FilterField
            label="Method"
            placeholder="GET"
            value={filter.method}
            options={METHODS}
            className="w-24"
            onChange={(method) => onChange({ method: method.toUpperCase() })}
          />
          <FilterField
            label="Code"
            placeholder="5xx"
            value={filter.code}
            options={CODES}
            className="w-24"
            onChange={(code) => onChange({ code })}
          />
          <FilterField
            label="Flag"
            placeholder="UF"
            value={filter.flag}
            options={FLAGS}
            className="w-20"
            onChange={(flag) => onChange({ flag: flag.toUpperCase() })}
          />
          <NumberFilterField
            label="Min ms"
            placeholder="100"
            value={filter.min}
            className="w-20"
            onChange={(min) => onChange({ min })}
          />
        </FoldedFilters>
      </div>
      <FilterChips filters={filters} onChange={onChange} onClear={() => onChange(clearLogFilters())} />
    </search>
  );
}
