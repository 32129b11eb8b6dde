import { Metric } from '@/components/ui/metric';
import type { TableColumn } from '@/components/ui/table-column';
import { formatDuration } from '@/lib/client/format/format-duration';

/** A column of durations, longest first; `us` reads microseconds. */
export function durationColumn<Row>(
  id: string,
  header: string,
  us: (row: Row) => number,
  help: string,
): TableColumn<Row> {
  return {
    id,
    header,
    help,
    width: 104,
    align: 'end',
    firstSort: 'desc',
    sortBy: us,
    cell: (row) => <Metric quantity={formatDuration(us(row) / 1000)} />,
  };
}
