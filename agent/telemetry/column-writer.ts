import type { Columns } from '../../lib/protocol/ingest/columns';

/**
 * Builds one batch of columns row by row while requests end, which costs a fifth of keeping rows and encoding them
 * with `encodeColumns` later. What it hands over decodes with `decodeColumns`.
 */
export class ColumnWriter {
  rows = 0;
  /** Characters in the dictionary: what bounds a batch beside its rows. */
  characters = 0;
  private readonly names: readonly string[];
  private columns: (number | null | number[])[][];
  private dictionary: string[] = [];
  private indexes = new Map<string, number>();
  /** The last text of each column and its index: most columns repeat themselves. */
  private lastTexts: (string | undefined)[] = [];
  private lastIndexes: number[] = [];

  constructor(names: readonly string[]) {
    this.names = names;
    this.columns = names.map(() => []);
  }

  intern(text: string): number {
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    this.indexes.set(text, this.dictionary.length);
    this.characters += text.length;
    return this.dictionary.push(text) - 1;
  }

  putText(column: number, text: string | null): void {
    if (text === null) {
      this.put(column, null);
      return;
    }
    if (this.lastTexts[column] !== text) {
      this.lastTexts[column] = text;
      this.lastIndexes[column] = this.intern(text);
    }
    this.put(column, this.lastIndexes[column] ?? 0);
  }

  /** For texts that are hardly ever the same twice, such as ids: looking them up would cost more than it saves. */
  putUnique(column: number, text: string | null): void {
    if (text === null) {
      this.put(column, null);
      return;
    }
    this.characters += text.length;
    this.put(column, this.dictionary.push(text) - 1);
  }

  put(column: number, cell: number | null | number[]): void {
    this.columns[column]?.push(cell);
  }

  /** Ends a row; every column must have got its cell. */
  endRow(): void {
    this.rows++;
  }

  /** Everything written so far, or null when that is nothing; starts anew. */
  take(): Columns | null {
    if (this.rows === 0) return null;
    const columns: Columns['columns'] = {};
    for (const [index, name] of this.names.entries()) columns[name] = this.columns[index] ?? [];
    const taken = { rows: this.rows, dictionary: this.dictionary, columns };
    this.columns = this.names.map(() => []);
    this.dictionary = [];
    this.indexes = new Map();
    this.lastTexts = [];
    this.rows = 0;
    this.characters = 0;
    return taken;
  }
}
