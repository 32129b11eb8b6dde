/**
 * Rows of one shape as columns with one dictionary for all their strings: a batch of log lines or spans repeats the
 * same few strings, so this is smaller and decodes faster than an array of objects.
 */
export interface Columns {
  /** The number of rows. */
  rows: number;
  dictionary: string[];
  /** By field: numbers as they are, strings as an index into `dictionary`, null as null; tags as [key, value, ...] indexes. */
  columns: Record<string, (number | null | number[])[]>;
}

/** How each field of a row travels. */
export type ColumnKind = 'number' | 'string' | 'tags';

/** The fields of a row type, in any order. */
export type ColumnSpec<T> = { readonly [K in keyof T]-?: ColumnKind };

/** Turns rows into columns. */
export function encodeColumns<T extends object>(rows: readonly T[], spec: ColumnSpec<T>): Columns {
  const dictionary: string[] = [];
  const indexes = new Map<string, number>();
  const intern = (text: string): number => {
    const known = indexes.get(text);
    if (known !== undefined) return known;
    indexes.set(text, dictionary.length);
    return dictionary.push(text) - 1;
  };
  const columns: Columns['columns'] = {};
  for (const field of Object.keys(spec) as (keyof T & string)[]) {
    columns[field] = rows.map((row) => encodeCell(row[field], intern));
  }
  return { rows: rows.length, dictionary, columns };
}

/** The inverse of `encodeColumns`; undefined where a column is missing, has another length or points outside. */
export function decodeColumns<T extends object>(encoded: Columns, spec: ColumnSpec<T>): T[] | undefined {
  const fields = Object.entries(spec) as [string, ColumnKind][];
  const rows: Record<string, unknown>[] = Array.from({ length: encoded.rows }, () => ({}));
  for (const [field, kind] of fields) {
    const column = encoded.columns[field];
    if (column?.length !== encoded.rows) return undefined;
    for (let i = 0; i < column.length; i++) {
      const value = decodeCell(column[i], kind, encoded.dictionary);
      if (value === undefined) return undefined;
      (rows[i] as Record<string, unknown>)[field] = value;
    }
  }
  return rows as T[];
}

function encodeCell(value: unknown, intern: (text: string) => number): number | null | number[] {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return intern(value);
  return Object.entries(value as Record<string, string>).flatMap(([key, text]) => [
    intern(key),
    intern(text),
  ]);
}

function decodeCell(
  cell: number | null | number[] | undefined,
  kind: ColumnKind,
  dictionary: readonly string[],
): unknown {
  if (cell === undefined) return undefined;
  if (kind === 'tags') return Array.isArray(cell) ? decodeTags(cell, dictionary) : undefined;
  if (cell === null) return null;
  if (Array.isArray(cell)) return undefined;
  return kind === 'number' ? cell : dictionary[cell];
}

function decodeTags(
  cell: readonly number[],
  dictionary: readonly string[],
): Record<string, string> | undefined {
  const tags: Record<string, string> = {};
  for (let i = 0; i < cell.length; i += 2) {
    const key = dictionary[cell[i] ?? -1];
    const value = dictionary[cell[i + 1] ?? -1];
    if (key === undefined || value === undefined || key === '__proto__') return undefined;
    tags[key] = value;
  }
  return tags;
}
