'use client';

import dynamic from 'next/dynamic';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import { formToQuery } from './model/form-to-query';
import type { TRACE_SEARCH, TraceSearchState } from './model/trace-search-state';

// The grammar is not small: only those who write queries pay for it.
const QueryField = dynamic(() => import('./query-field').then((module) => module.QueryField), {
  ssr: false,
  loading: () => <Skeleton className="h-8 w-full" />,
});

type QueryRowProps = { search: TraceSearchState; onChange: WriteUrl<typeof TRACE_SEARCH> };

/** Below the form: the same conditions and more as a query. */
export function QueryRow({ search, onChange }: QueryRowProps) {
  const asQuery = formToQuery(search);
  return (
    <div className="flex flex-wrap items-start gap-2">
      <div className="min-w-0 grow basis-full sm:basis-0">
        <QueryField query={search.q} onChange={(q) => onChange({ q }, { replace: true })} />
      </div>
      {asQuery.q !== '' && asQuery.q !== search.q ? (
        <Button size="sm" onClick={() => onChange(asQuery)}>
          Write the form as a query
        </Button>
      ) : null}
    </div>
  );
}
