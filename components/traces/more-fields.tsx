'use client';

import { FilterField } from '@/components/ui/filter-field';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import { RESPONSE_FLAGS } from '@/lib/mesh/log/response-flags';
import type { TRACE_SEARCH, TraceSearchState } from './model/trace-search-state';

type MoreFieldsProps = {
  search: TraceSearchState;
  /** Names offered for both ends of a call. */
  services: readonly string[];
  onChange: WriteUrl<typeof TRACE_SEARCH>;
};

const FLAGS = RESPONSE_FLAGS.map(({ flag }) => flag);

/** What traces are searched by more seldom: both ends of a call, path, flag, version, principal. */
export function MoreFields({ search, services, onChange }: MoreFieldsProps) {
  return (
    <div className="flex flex-wrap items-end gap-2">
      <FilterField
        label="Calls from"
        placeholder="web.shop"
        value={search.caller}
        options={services}
        className="w-40 max-[600px]:grow"
        onChange={(caller) => onChange({ caller })}
      />
      <FilterField
        label="Calls to"
        placeholder="payments.shop"
        value={search.callee}
        options={services}
        className="w-40 max-[600px]:grow"
        onChange={(callee) => onChange({ callee })}
      />
      <FilterField
        label="Path has"
        placeholder="/orders"
        value={search.path}
        className="w-40 max-[600px]:grow"
        onChange={(path) => onChange({ path })}
      />
      <FilterField
        label="Flag"
        placeholder="UF"
        value={search.flag}
        options={FLAGS}
        className="w-20"
        onChange={(flag) => onChange({ flag: flag.toUpperCase() })}
      />
      <FilterField
        label="Version"
        placeholder="v2"
        value={search.version}
        className="w-20"
        onChange={(version) => onChange({ version })}
      />
      <FilterField
        label="Principal of the other side"
        placeholder="cluster.local/ns/shop/sa/web"
        value={search.principal}
        className="min-w-56 max-w-full grow basis-64"
        onChange={(principal) => onChange({ principal })}
      />
    </div>
  );
}
