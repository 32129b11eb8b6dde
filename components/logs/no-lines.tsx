'use client';

import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { describeRange } from '@/lib/client/time/format-range';
import { useScope } from '@/lib/client/url/use-scope';
import { activeLogFilters, clearLogFilters, type LogFilterState } from './model/log-filter-state';

type NoLinesProps = { filter: LogFilterState; onClear: (patch: Partial<LogFilterState>) => void };

/** No line was found: says whether a filter or the mesh is the reason. */
export function NoLines({ filter, onClear }: NoLinesProps) {
  const { range } = useScope();
  const when = describeRange(range).replace(/^Last/, 'the last');
  const words = activeLogFilters(filter).map((active) => active.words);
  if (filter.q !== '') words.unshift(`“${filter.q}”`);
  if (filter.sides !== 'once' && filter.sides !== 'both') words.push(`reported by the ${filter.sides}`);
  if (words.length === 0) {
    return (
      <EmptyState
        title={`No requests in ${when}`}
        snippet="npx meshscope run --name orders --version v1 --port 8080 -- node server.js"
      >
        Agents write a line for each request they carry. Look further back in time, or give a process a
        sidecar:
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={`No line in ${when} meets all conditions`}
      action={<Button onClick={() => onClear(clearLogFilters())}>Remove all conditions</Button>}
    >
      {words.join(', ')}
    </EmptyState>
  );
}
