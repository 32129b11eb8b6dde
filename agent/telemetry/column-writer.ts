import { JsonText } from './json-text';

/** `Columns` as they travel. */
export interface EncodedColumns {
  readonly rows: number;
  readonly json: string;
}

const COMMA = 0x2c;
const OPENING = 0x5b;
const CLOSING = 0x5d;

/**
 * Builds one batch of columns row by row while requests end, as the JSON it travels as: rows that were kept until the
 * batch is cut would outlive the young generation, and be most of what is collected.
 * What it hands over decodes with `decodeColumns`.
 */
export class ColumnWriter {
  rows = 0;
  /** Characters in the dictionary: what bounds a batch beside its rows. */
  characters = 0;
  private readonly names: readonly string[];
  private readonly columns: readonly JsonText[];
  private readonly dictionary = new JsonText();
  private entries = 0;
  private indexes = new Map<string, number>();
  /** The last text of each column, or of each tag, and its index: most of them repeat themselves. */
  private lastTexts: (string | undefined)[] = [];
  private lastIndexes: number[] = [];

  constructor(names: readonly string[]) {
    this.names = names;
    this.columns = names.map(() => new JsonText());
  }

  intern(text: string): number {
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    this.indexes.set(text, this.entries);
    return this.addUnique(text);
  }

  /** The index of a text that is often the one that came here before; `place` is whoever asks, columns come first. */
  internAgain(place: number, text: string): number {
    if (this.lastTexts[place] === text) return this.lastIndexes[place] ?? 0;
    const index = this.intern(text);
    this.lastTexts[place] = text;
    this.lastIndexes[place] = index;
    return index;
  }

  putText(column: number, text: string | null): void {
    if (text === null) this.putNull(column);
    else this.putIndex(column, this.internAgain(column, text));
  }

  /** The index of a text that is hardly ever the same twice, such as an id: looking it up would cost more than it saves. */
  addUnique(text: string): number {
    if (this.entries > 0) this.dictionary.putByte(COMMA);
    this.dictionary.putString(text);
    this.characters += text.length;
    return this.entries++;
  }

  putUnique(column: number, text: string | null): void {
    if (text === null) this.putNull(column);
    else this.putIndex(column, this.addUnique(text));
  }

  putNumber(column: number, value: number | null): void {
    if (value === null) this.putNull(column);
    else this.open(column)?.putNumber(value);
  }

  putIndex(column: number, index: number): void {
    this.open(column)?.putInteger(index);
  }

  /** Pairs of a key's and a value's index, `count` numbers of `indexes`. */
  putTags(column: number, indexes: Uint32Array, count: number): void {
    const cells = this.open(column);
    if (cells === undefined) return;
    cells.putByte(OPENING);
    for (let i = 0; i < count; i++) {
      if (i > 0) cells.putByte(COMMA);
      cells.putInteger(indexes[i] as number);
    }
    cells.putByte(CLOSING);
  }

  /** Ends a row; every column must have got its cell. */
  endRow(): void {
    this.rows++;
  }

  /** Everything written so far, or null when that is nothing; starts anew. */
  take(): EncodedColumns | null {
    if (this.rows === 0) return null;
    const taken = { rows: this.rows, json: this.compose() };
    for (const column of this.columns) column.clear();
    this.dictionary.clear();
    this.entries = 0;
    this.indexes = new Map();
    this.lastTexts = [];
    this.rows = 0;
    this.characters = 0;
    return taken;
  }

  /** The column, behind the comma that the next cell needs. */
  private open(column: number): JsonText | undefined {
    const cells = this.columns[column];
    if (cells !== undefined && cells.length > 0) cells.putByte(COMMA);
    return cells;
  }

  private putNull(column: number): void {
    this.open(column)?.putNull();
  }

  private compose(): string {
    JOINED.clear();
    JOINED.putRaw(`{"rows":${this.rows},"dictionary":[`);
    JOINED.putAll(this.dictionary);
    for (const [index, name] of this.names.entries()) {
      JOINED.putRaw(`${index === 0 ? '],"columns":{' : '],'}${JSON.stringify(name)}:[`);
      const cells = this.columns[index];
      if (cells !== undefined) JOINED.putAll(cells);
    }
    JOINED.putRaw(']}}');
    return JOINED.toString();
  }
}

/** Where batches are put together: one for all writers, which never do so at once. */
const JOINED = new JsonText();
