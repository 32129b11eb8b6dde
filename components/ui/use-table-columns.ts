'use client';

import { useMemo } from 'react';
import { usePreference } from '@/lib/client/preferences/use-preference';
import { chosenColumns } from './chosen-columns';
import type { TableColumn } from './table-column';
import { useIsNarrow } from './use-is-narrow';

/** The columns on show: the reader's choice, kept in this browser, or each column's default. */
export function useTableColumns<Row>(tableId: string, columns: readonly TableColumn<Row>[]) {
  const [stored, store] = usePreference(`columns.${tableId}`, '');
  const isNarrow = useIsNarrow();
  const choice = useMemo(() => chosenColumns(stored, columns, isNarrow), [stored, columns, isNarrow]);
  const shown = useMemo(() => columns.filter(({ id }) => choice.includes(id)), [columns, choice]);
  return { shown, choice, choose: (ids: readonly string[]) => store(ids.join(',')) };
}
