import type { ReactNode } from 'react';

/** One column of a DataTable. */
export type TableColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Makes the column sortable; undefined values go last whatever the direction. */
  sortBy?: (row: Row) => number | string | undefined;
  /** Numbers read best from the largest down: the first click sorts this way. */
  firstSort?: 'asc' | 'desc';
  /** Pixels; a column without one shares the rest (at least `minWidth`). */
  width?: number;
  minWidth?: number;
  align?: 'start' | 'end';
  /** Not shown until chosen. */
  isHidden?: boolean;
  /** Not shown on a narrow screen until chosen. */
  isWide?: boolean;
  /** Cannot be taken away. */
  isFixed?: boolean;
  /** What the column means, on hover. */
  help?: string;
};

/** Which column orders the rows, and how. */
export type TableSort = { column: string; direction: 'asc' | 'desc' };
