'use client';

import { memo, type ReactNode } from 'react';
import { AppLink } from './app-link';
import { cn } from './cn';
import type { TableColumn } from './table-column';

type TableRowProps<Row> = {
  row: Row;
  index: number;
  columns: readonly TableColumn<Row>[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string;
  onOpen?: (row: Row, isMore: boolean) => void;
  selectedKey?: string | undefined;
  alsoSelected?: readonly string[];
  isActive: boolean;
  onFocus: () => void;
};

const NONE: readonly string[] = [];

/** One row. Its first cell holds the link or button that the whole row stands for. */
function TableRowInner<Row>(props: TableRowProps<Row>) {
  const { row, index, columns, rowKey, selectedKey, alsoSelected = NONE } = props;
  const key = rowKey(row);
  const isSelected = selectedKey !== undefined && (key === selectedKey || alsoSelected.includes(key));
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={selectedKey === undefined ? undefined : isSelected}
      className={cn(
        'group relative h-8 hover:bg-raised has-[[data-row-target]:focus-visible]:bg-raised',
        isSelected && 'bg-accent/8 shadow-[inset_2px_0_0_var(--accent)] hover:bg-accent/8',
      )}
    >
      {columns.map((column, position) => (
        <td
          key={column.id}
          className={cn(
            'h-8 overflow-hidden text-ellipsis whitespace-nowrap border-border/60 border-b px-3 text-sm',
            column.align === 'end' && 'num text-right',
          )}
        >
          {position === 0 ? <RowTarget {...props}>{column.cell(row)}</RowTarget> : column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

export const TableRow = memo(TableRowInner) as typeof TableRowInner;

const TARGET =
  'outline-none after:absolute after:inset-0 after:content-[""] focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2';

function RowTarget<Row>({
  row,
  index,
  rowHref,
  onOpen,
  isActive,
  onFocus,
  children,
}: TableRowProps<Row> & { children: ReactNode }) {
  const shared = { 'data-row-target': index, tabIndex: isActive ? 0 : -1, onFocus, className: TARGET };
  if (rowHref) {
    return (
      <AppLink href={rowHref(row)} {...shared}>
        {children}
      </AppLink>
    );
  }
  if (onOpen === undefined) return children;
  return (
    <button
      type="button"
      onClick={({ shiftKey, ctrlKey, metaKey }) => onOpen(row, shiftKey || ctrlKey || metaKey)}
      {...shared}
      className={cn(TARGET, 'max-w-full text-left')}
    >
      {children}
    </button>
  );
}
