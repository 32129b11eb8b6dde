'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { cn } from './cn';
import { nextSort } from './sort-rows';
import type { TableColumn, TableSort } from './table-column';

type TableHeadProps<Row> = {
  columns: readonly TableColumn<Row>[];
  sort: TableSort | undefined;
  onSort: ((sort: TableSort) => void) | undefined;
};

/** The sticky header; sortable columns are buttons. */
export function TableHead<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const direction = sort?.column === column.id ? sort.direction : undefined;
          return (
            <th
              key={column.id}
              scope="col"
              title={column.help}
              aria-sort={
                direction === undefined ? undefined : direction === 'asc' ? 'ascending' : 'descending'
              }
              className={cn(
                'sticky top-0 z-10 h-8 border-border border-b bg-surface px-3 font-normal text-muted text-xs',
                column.align === 'end' ? 'text-right' : 'text-left',
              )}
            >
              {column.sortBy && onSort ? (
                <SortButton
                  column={column}
                  direction={direction}
                  onClick={() => onSort(nextSort(column, sort))}
                />
              ) : (
                <span className="block truncate">{column.header}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

type SortButtonProps<Row> = {
  column: TableColumn<Row>;
  direction: 'asc' | 'desc' | undefined;
  onClick: () => void;
};

function SortButton<Row>({ column, direction, onClick }: SortButtonProps<Row>) {
  const Arrow = (direction ?? column.firstSort) === 'desc' ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={onClick}
      className={cn(
        // A block: on a line of text, heads with and without an arrow would stand at two heights.
        'group flex max-w-full items-center gap-1 rounded-sm transition-colors duration-150 hover:text-text',
        column.align === 'end' && 'ml-auto flex-row-reverse',
        direction !== undefined && 'text-text',
      )}
    >
      <span className="truncate">{column.header}</span>
      <Arrow
        aria-hidden
        className={cn(
          'size-3 shrink-0',
          direction === undefined && 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60',
        )}
      />
    </button>
  );
}
