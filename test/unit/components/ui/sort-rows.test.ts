import { describe, expect, it } from 'vitest';
import { sortCodec } from '@/components/ui/sort-codec';
import { nextSort, sortRows } from '@/components/ui/sort-rows';
import type { TableColumn } from '@/components/ui/table-column';

type Row = { name: string; rate?: number };
const columns: readonly TableColumn<Row>[] = [
  { id: 'name', header: 'Name', cell: () => null, sortBy: ({ name }) => name },
  { id: 'rate', header: 'Rate', cell: () => null, sortBy: ({ rate }) => rate, firstSort: 'desc' },
  { id: 'chart', header: 'Chart', cell: () => null },
];
const rows: readonly Row[] = [
  { name: 'v10', rate: 2 },
  { name: 'v2' },
  { name: 'v1', rate: 9 },
  { name: 'v3', rate: 2 },
];
const namesOf = (sorted: readonly Row[]) => sorted.map(({ name }) => name);

describe('sortRows()', () => {
  it('orders names as people count', () => {
    expect(namesOf(sortRows(rows, columns, { column: 'name', direction: 'asc' }))).toEqual([
      'v1',
      'v2',
      'v3',
      'v10',
    ]);
  });

  it('keeps absent values last in both directions and equal rows in place', () => {
    expect(namesOf(sortRows(rows, columns, { column: 'rate', direction: 'desc' }))).toEqual([
      'v1',
      'v10',
      'v3',
      'v2',
    ]);
    expect(namesOf(sortRows(rows, columns, { column: 'rate', direction: 'asc' }))).toEqual([
      'v10',
      'v3',
      'v1',
      'v2',
    ]);
  });

  it('leaves the rows alone for a column that cannot sort', () => {
    expect(sortRows(rows, columns, { column: 'chart', direction: 'asc' })).toBe(rows);
    expect(sortRows(rows, columns, { column: 'gone', direction: 'asc' })).toBe(rows);
  });
});

describe('nextSort()', () => {
  it('starts in the column’s own direction, then turns around', () => {
    const [, rate] = columns;
    if (rate === undefined) throw new Error('no column');
    const first = nextSort(rate, undefined);
    expect(first).toEqual({ column: 'rate', direction: 'desc' });
    expect(nextSort(rate, first).direction).toBe('asc');
    expect(nextSort(rate, { column: 'name', direction: 'desc' }).direction).toBe('desc');
  });
});

describe('sortCodec()', () => {
  it('reads back what it prints and leaves the default out', () => {
    const codec = sortCodec({ column: 'health', direction: 'asc' });
    for (const sort of [
      { column: 'rate', direction: 'desc' },
      { column: 'rate', direction: 'asc' },
    ] as const) {
      expect(codec.parse(codec.print(sort))).toEqual(sort);
    }
    expect(codec.print({ column: 'health', direction: 'asc' })).toBeNull();
    expect(codec.parse('-')).toEqual(codec.fallback);
  });
});
