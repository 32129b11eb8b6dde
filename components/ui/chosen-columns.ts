import type { TableColumn } from './table-column';

type Choosable = Pick<TableColumn<never>, 'id' | 'isFixed' | 'isHidden' | 'isWide'>;

/** The columns on show: those chosen (ids with commas between), or each one's default for the width of the screen. */
export function chosenColumns(stored: string, columns: readonly Choosable[], isNarrow: boolean): string[] {
  const ids = stored.split(',');
  const isDefault = ({ isHidden, isWide }: Choosable) => isHidden !== true && !(isNarrow && isWide === true);
  return columns
    .filter(
      (column) => column.isFixed === true || (stored === '' ? isDefault(column) : ids.includes(column.id)),
    )
    .map(({ id }) => id);
}
