'use client';

import { useMemo } from 'react';
import { DataTable } from '@/components/ui/data-table';
import { SearchField } from '@/components/ui/search-field';
import type { TableColumn } from '@/components/ui/table-column';
import type { StateOf } from '@/lib/client/url/url-state';
import { useDraft } from '@/lib/client/url/use-draft';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import { findRows } from './model/find-rows';
import type { PROXY_PAGE } from './model/proxy-page-state';

type ProxyTableProps<Row> = {
  /** `Routes`: names the table and its search. */
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  /** Rows that were too many for one answer. */
  left: number;
  /** Why there are none, in words. */
  empty: string;
  state: StateOf<typeof PROXY_PAGE>;
  write: WriteUrl<typeof PROXY_PAGE>;
};

/** One kind of what a proxy holds, with a search over every column. */
export function ProxyTable<Row extends object>(props: ProxyTableProps<Row>) {
  const { label, columns, rows, left, empty, state, write } = props;
  const [find, setFind] = useDraft(state.find, (text) => write({ find: text }, { replace: true }));
  // Two rows may be alike to the letter; their place in the proxy's own order tells them apart.
  const places = useMemo(() => new Map(rows.map((row, index) => [row, String(index)])), [rows]);
  const found = useMemo(() => findRows(rows, find), [rows, find]);
  return (
    <DataTable
      id={`proxy-${label.toLowerCase()}`}
      label={label}
      className="h-full"
      columns={columns}
      rows={found}
      rowKey={(row) => places.get(row) ?? ''}
      sort={state.sort}
      onSort={(sort) => write({ sort })}
      toolbar={
        <>
          <SearchField label={`Find ${label.toLowerCase()}`} value={find} onChange={setFind} isMain />
          <span className="num text-muted text-xs">
            {found.length === rows.length ? rows.length : `${found.length} of ${rows.length}`}
            {left === 0 ? null : `, and ${left.toLocaleString('en-US')} more that the proxy did not list`}
          </span>
        </>
      }
      empty={
        <p className="p-6 text-center text-muted">{rows.length === 0 ? empty : 'No row has these words.'}</p>
      }
    />
  );
}
