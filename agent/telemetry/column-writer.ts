import { JsonText } from './json-text';

/** `Columns` as they travel. */
export interface EncodedColumns {
  readonly rows: number;
  /** ASCII. Bytes and no string: of those, at hundreds of kilobytes each, only full collections get rid. */
  readonly json: Buffer;
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
  private readonly columns: readonly JsonText[];
  /** What stands before each column. */
  private readonly openings: readonly string[];
  private readonly dictionary = new JsonText();
  private entries = 0;
  private indexes = new Map<string, number>();
  /** The last text of each column, or of each tag, and its index: most of them repeat themselves. */
  private lastTexts: (string | undefined)[] = [];
  private lastIndexes: number[] = [];

  constructor(names: readonly string[]) {
    this.columns = names.map(() => new JsonText());
    this.openings = names.map((name, at) => `${at === 0 ? '],"columns":{' : '],'}${JSON.stringify(name)}:[`);
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

  private compose(): Buffer {
    const start = `{"rows":${this.rows},"dictionary":[`;
    const { columns, openings } = this;
    let bytes = start.length + this.dictionary.length + CLOSING_TEXT.length;
    for (let i = 0; i < columns.length; i++) bytes += lengthOf(openings[i]) + lengthOf(columns[i]);
    const json = Buffer.allocUnsafeSlow(bytes);
    let at = this.dictionary.copyTo(json, json.write(start, 'latin1'));
    for (const [index, column] of columns.entries()) {
      at += json.write(openings[index] ?? '', at, 'latin1');
      at = column.copyTo(json, at);
    }
    json.write(CLOSING_TEXT, at, 'latin1');
    return json;
  }
}

const CLOSING_TEXT = ']}}';

function lengthOf(part: { readonly length: number } | undefined): number {
  return part?.length ?? 0;
}
