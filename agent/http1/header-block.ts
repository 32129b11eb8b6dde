import { equalsLowerCase, HEADER_NAMES, Header } from './header-id';

/** Numbers kept a header line: line start, name end, value start, value end. The next line starts 2 after the CR. */
const FIELDS = 4;

/**
 * The header lines of one head, as offsets into its text. Lines stay in their original form and order: forwarding
 * copies whole runs of kept lines, so a head of twenty lines with two dropped costs three slices.
 * One block a connection and direction, filled anew for each message.
 */
export class HeaderBlock {
  text = '';
  count = 0;
  readonly #offsets: Int32Array;
  readonly #lineEnds: Int32Array;
  readonly #ids: Uint8Array;
  readonly #dropped: Uint8Array;
  /** Index + 1 of the first line with an id, 0 when absent. */
  readonly #firstById = new Uint8Array(HEADER_NAMES.length);
  #appended = '';

  constructor(maxHeaders: number) {
    // Indexes are kept in a byte, shifted by one.
    if (maxHeaders > 254) throw new RangeError(`At most 254 headers, not ${maxHeaders}`);
    this.#offsets = new Int32Array(maxHeaders * FIELDS);
    this.#lineEnds = new Int32Array(maxHeaders);
    this.#ids = new Uint8Array(maxHeaders);
    this.#dropped = new Uint8Array(maxHeaders);
  }

  get capacity(): number {
    return this.#ids.length;
  }

  reset(text: string): void {
    this.text = text;
    this.count = 0;
    this.#appended = '';
    this.#firstById.fill(0);
  }

  /** Adds the line that starts at `start`; its CRLF ends at `lineEnd`. The caller has checked `capacity`. */
  add(
    id: number,
    start: number,
    nameEnd: number,
    valueStart: number,
    valueEnd: number,
    lineEnd: number,
  ): void {
    const index = this.count++;
    const at = index * FIELDS;
    this.#offsets[at] = start;
    this.#offsets[at + 1] = nameEnd;
    this.#offsets[at + 2] = valueStart;
    this.#offsets[at + 3] = valueEnd;
    this.#lineEnds[index] = lineEnd;
    this.#ids[index] = id;
    this.#dropped[index] = 0;
    if (id !== Header.other && this.#firstById[id] === 0) this.#firstById[id] = index + 1;
  }

  has(id: number): boolean {
    return this.#firstById[id] !== 0;
  }

  /** The value of the first line with this id. */
  find(id: number): string | undefined {
    const first = this.#firstById[id] as number;
    return first === 0 ? undefined : this.valueAt(first - 1);
  }

  /** All lines with this id as one list (RFC 9110 5.3). */
  findList(id: number): string | undefined {
    const first = this.#firstById[id] as number;
    if (first === 0) return undefined;
    let list = this.valueAt(first - 1);
    for (let i = first; i < this.count; i++) if (this.#ids[i] === id) list += `, ${this.valueAt(i)}`;
    return list;
  }

  countOf(id: number): number {
    const first = this.#firstById[id] as number;
    if (first === 0) return 0;
    let count = 1;
    for (let i = first; i < this.count; i++) if (this.#ids[i] === id) count++;
    return count;
  }

  nameAt(index: number): string {
    const at = index * FIELDS;
    return this.text.slice(this.#offsets[at], this.#offsets[at + 1]);
  }

  valueAt(index: number): string {
    const at = index * FIELDS;
    return this.text.slice(this.#offsets[at + 2], this.#offsets[at + 3]);
  }

  idAt(index: number): number {
    return this.#ids[index] as number;
  }

  /** Leaves out every line with this id when forwarding. */
  drop(id: number): void {
    const first = this.#firstById[id] as number;
    if (first === 0) return;
    this.#dropped[first - 1] = 1;
    for (let i = first; i < this.count; i++) if (this.#ids[i] === id) this.#dropped[i] = 1;
  }

  /** Leaves out every line of a name the proxy has no id for; `lowerName` is lower case. */
  dropNamed(lowerName: string): void {
    for (let i = 0; i < this.count; i++) if (this.#isNamed(i, lowerName)) this.#dropped[i] = 1;
  }

  /** The values to be forwarded under a name, one a line: of what came and was kept, and of what layers added. */
  valuesNamed(lowerName: string): string[] {
    const values: string[] = [];
    for (let i = 0; i < this.count; i++) {
      if (this.#dropped[i] === 1) continue;
      const start = this.#offsets[i * FIELDS] as number;
      const end = this.#offsets[i * FIELDS + 1] as number;
      if (end - start === lowerName.length && equalsLowerCase(this.text, start, end, lowerName)) {
        values.push(this.valueAt(i));
      }
    }
    if (this.#appended === '') return values;
    for (const line of this.#appended.split('\r\n')) {
      const colon = line.indexOf(':');
      if (colon === lowerName.length && line.slice(0, colon).toLowerCase() === lowerName) {
        values.push(line.slice(colon + 1).trim());
      }
    }
    return values;
  }

  /** Adds whole lines, each `name: value` with its CRLF; the caller vouches for names and values. */
  appendLines(lines: string): void {
    this.#appended += lines;
  }

  append(name: string, value: string): void {
    this.#appended += `${name}: ${value}\r\n`;
  }

  /** Replaces every line of this id by one. */
  set(id: number, value: string): void {
    this.drop(id);
    this.append(HEADER_NAMES[id] as string, value);
  }

  /** The first value of a header that is forwarded, whether it came or was added; `lowerName` is lower case. */
  findNamed(lowerName: string): string | undefined {
    for (let i = 0; i < this.count; i++)
      if (this.#dropped[i] === 0 && this.#isNamed(i, lowerName)) return this.valueAt(i);
    return this.#appendedLines().find(([name]) => name === lowerName)?.[1];
  }

  /** As `toRecord` has it; undefined where it has none. */
  findJoined(lowerName: string): string | undefined {
    let joined: string | undefined;
    for (let i = 0; i < this.count; i++) {
      if (this.#dropped[i] === 1 || !this.#isNamed(i, lowerName)) continue;
      joined = joined === undefined ? this.valueAt(i) : `${joined},${this.valueAt(i)}`;
    }
    if (!this.#hasAppended(lowerName)) return joined;
    for (const [name, value] of this.#appendedLines())
      if (name === lowerName) joined = joined === undefined ? value : `${joined},${value}`;
    return joined;
  }

  /** Leaves out every line of this name, whether it came or was added. */
  remove(lowerName: string): void {
    this.dropNamed(lowerName);
    if (!this.#hasAppended(lowerName)) return;
    const kept = this.#appendedLines().filter(([name]) => name !== lowerName);
    this.#appended = kept.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }

  /** Replaces every line of this name by one. */
  replace(lowerName: string, value: string): void {
    this.remove(lowerName);
    this.append(lowerName, value);
  }

  /** All headers that are forwarded by lower-case name; several of one name are joined by commas. */
  toRecord(): Record<string, string> {
    const record: Record<string, string> = Object.create(null);
    const put = (name: string, value: string): void => {
      const known = record[name];
      record[name] = known === undefined ? value : `${known},${value}`;
    };
    for (let i = 0; i < this.count; i++)
      if (this.#dropped[i] === 0) put(this.nameAt(i).toLowerCase(), this.valueAt(i));
    for (const [name, value] of this.#appendedLines()) put(name, value);
    return record;
  }

  /** Spares taking apart what was added, which hardly ever holds what is looked for. */
  #hasAppended(lowerName: string): boolean {
    const lines = this.#appended;
    for (let start = 0, end = 0; end >= 0 && start < lines.length; start = end + 1) {
      const colon = lines.indexOf(':', start);
      if (colon - start === lowerName.length && equalsLowerCase(lines, start, colon, lowerName)) return true;
      end = lines.indexOf('\n', start);
    }
    return false;
  }

  #appendedLines(): [string, string][] {
    return this.#appended.split('\r\n').flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon < 0 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
    });
  }

  #isNamed(index: number, lowerName: string): boolean {
    const start = this.#offsets[index * FIELDS] as number;
    const end = this.#offsets[index * FIELDS + 1] as number;
    return end - start === lowerName.length && equalsLowerCase(this.text, start, end, lowerName);
  }

  /** The lines to forward, each with its CRLF. */
  lines(): string {
    let out = '';
    let runStart = -1;
    let runEnd = 0;
    for (let i = 0; i < this.count; i++) {
      if (this.#dropped[i] === 0) {
        if (runStart < 0) runStart = this.#offsets[i * FIELDS] as number;
        runEnd = this.#lineEnds[i] as number;
      } else if (runStart >= 0) {
        out += this.text.slice(runStart, runEnd);
        runStart = -1;
      }
    }
    if (runStart >= 0) out += this.text.slice(runStart, runEnd);
    return out + this.#appended;
  }
}
