'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef } from 'react';
import { cn } from './cn';
import { ColumnChooser } from './column-chooser';
import { sortRows } from './sort-rows';
import type { TableColumn, TableSort } from './table-column';
import { TableHead } from './table-head';
import { TableRow } from './table-row';
import { useRowFocus } from './use-row-focus';
import { useTableColumns } from './use-table-columns';

const ROW_HEIGHT = 32;
const OVERSCAN = 12;

export type DataTableProps<Row> = {
  /** Names the table for screen readers and its stored column choice. */
  id: string;
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads: a path within the console. */
  rowHref?: (row: Row) => string;
  /** What Enter and click do when the row is not a link; `isMore` with Shift or Ctrl. */
  onOpen?: (row: Row, isMore: boolean) => void;
  selectedKey?: string | undefined;
  /** What is selected beside it. */
  alsoSelected?: readonly string[];
  sort?: TableSort | undefined;
  onSort?: (sort: TableSort) => void;
  /** Left of the column chooser: search, filters, counts. */
  toolbar?: ReactNode;
  /** Shown in place of rows when there are none. */
  empty?: ReactNode;
  className?: string;
};

/** Rows in a virtualised real table: sticky header, sort, column chooser, arrows and Enter. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, label, columns, rows, rowKey, sort, onSort, toolbar, empty, className } = props;
  const { shown, choice, choose } = useTableColumns(id, columns);
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => {
      const row = sorted[index];
      return row === undefined ? index : rowKey(row);
    },
    overscan: OVERSCAN,
    initialRect: { width: 1280, height: 720 },
  });
  const items = virtual.getVirtualItems();
  const { activeIndex, onKeyDown, onRowFocus } = useRowFocus(sorted.length, virtual, scroller);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const minWidth = shown.reduce((sum, column) => sum + (column.width ?? column.minWidth ?? 140), 0);

  return (
    <div className={cn('flex min-h-0 flex-col', className)}>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-border border-b px-3 py-1.5">
        {toolbar}
        <ColumnChooser columns={columns} choice={choice} onChange={choose} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the rows' own links */}
      <div ref={scroller} onKeyDown={onKeyDown} className="scroll-hint min-h-0 grow overflow-auto">
        <table
          aria-label={label}
          aria-rowcount={sorted.length + 1}
          className="w-full table-fixed border-separate border-spacing-0"
          style={{ minWidth }}
        >
          <colgroup>
            {shown.map((column) => (
              <col key={column.id} style={column.width === undefined ? {} : { width: column.width }} />
            ))}
          </colgroup>
          <TableHead columns={shown} sort={sort} onSort={onSort} />
          <tbody>
            <Spacer height={before} span={shown.length} />
            {items.map(({ index, key }) => {
              const row = sorted[index];
              return row === undefined ? null : (
                <TableRow
                  key={key}
                  {...props}
                  row={row}
                  index={index}
                  columns={shown}
                  isActive={index === activeIndex}
                  onFocus={() => onRowFocus(index)}
                />
              );
            })}
            <Spacer height={after} span={shown.length} />
          </tbody>
        </table>
        {sorted.length === 0 ? empty : null}
      </div>
    </div>
  );
}

function Spacer({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
