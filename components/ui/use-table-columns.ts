'use client';

import { useMemo } from 'react';
import { usePreference } from '@/lib/client/preferences/use-preference';
import type { TableColumn } from './table-column';

/** The columns on show: the reader's choice, kept in this browser, or each column's default. */
export function useTableColumns<Row>(tableId: string, columns: readonly TableColumn<Row>[]) {
  const [stored, store] = usePreference(`columns.${tableId}`, '');
  const choice = useMemo(() => chosenIds(stored, columns), [stored, columns]);
  const shown = useMemo(() => columns.filter(({ id }) => choice.includes(id)), [columns, choice]);
  return { shown, choice, choose: (ids: readonly string[]) => store(ids.join(',')) };
}

function chosenIds<Row>(stored: string, columns: readonly TableColumn<Row>[]): readonly string[] {
  const ids = stored.split(',');
  const isShown = ({ id, isFixed, isHidden }: TableColumn<Row>) =>
    isFixed === true || (stored === '' ? isHidden !== true : ids.includes(id));
  return columns.filter(isShown).map(({ id }) => id);
}
