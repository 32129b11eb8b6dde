import type { TableColumn, TableSort } from './table-column';

/** The rows in the order asked for; equal rows keep their place, absent values go last. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  sort: TableSort | undefined,
): readonly Row[] {
  const sortBy = columns.find(({ id }) => id === sort?.column)?.sortBy;
  if (sort === undefined || sortBy === undefined) return rows;
  const sign = sort.direction === 'asc' ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: sortBy(row) }));
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined)
      return Number(a.key === undefined) - Number(b.key === undefined);
    return sign * compareKeys(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}

function compareKeys(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}

/** The sort after a click on a header: first its own direction, then the other. */
export function nextSort<Row>(column: TableColumn<Row>, current: TableSort | undefined): TableSort {
  const first = column.firstSort ?? 'asc';
  const isSecond = current?.column === column.id && current.direction === first;
  const direction = isSecond ? (first === 'asc' ? 'desc' : 'asc') : first;
  return { column: column.id, direction };
}
