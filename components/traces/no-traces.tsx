'use client';

import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { describeRange } from '@/lib/client/time/format-range';
import { useScope } from '@/lib/client/url/use-scope';
import { activeFilters, type TraceSearchState } from './model/trace-search-state';

type NoTracesProps = { search: TraceSearchState; onClear: (patch: Partial<TraceSearchState>) => void };

/** No trace was found: says whether a filter or the mesh is the reason. */
export function NoTraces({ search, onClear }: NoTracesProps) {
  const { range } = useScope();
  const filters = activeFilters(search);
  const when = describeRange(range).replace(/^Last/, 'the last');
  if (filters.length > 0) {
    return (
      <EmptyState
        title={`No trace in ${when} meets all conditions`}
        action={
          <Button onClick={() => onClear(Object.assign({}, ...filters.map(({ clear }) => clear)))}>
            Remove {filters.length === 1 ? 'the condition' : `all ${filters.length} conditions`}
          </Button>
        }
      >
        {filters.map(({ words }) => words).join(', ')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={`No traces in ${when}`}
      snippet="npx meshscope run --name orders --version v1 --port 8080 -- node server.js"
    >
      Agents report a span for each request they carry. Look further back in time, or give a process a
      sidecar:
    </EmptyState>
  );
}
