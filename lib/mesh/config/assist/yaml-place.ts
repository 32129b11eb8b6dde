import { splitDocuments } from '../split-documents';

/** Where a cursor stands in a YAML text that may be half written. */
export interface YamlPlace {
  /** Field names from the top to the mapping or list the cursor is in; `[]` for a step into a list. */
  parents: readonly string[];
  /** The field whose value the cursor is in; undefined where a field name (or a list item) is being written. */
  field?: string;
  /** Whether the cursor stands behind the dash of a list item. */
  isItem: boolean;
  /** What is typed of the word so far, and where the word begins and ends in the text. */
  word: string;
  from: number;
  to: number;
  /** Whether the cursor stands directly behind a colon, where a blank is still missing. */
  isTight: boolean;
  /** Columns in front of the word; where further fields of the same mapping begin. */
  indent: number;
  /** Fields the mapping has besides the one being written. */
  siblings: readonly string[];
  /** The text of the document the cursor is in. */
  document: string;
}

interface Entry {
  column: number;
  /** The field name; undefined for the dash of a list item. */
  key?: string;
}

interface Line {
  entries: readonly Entry[];
  /** Column of the first thing on the line; undefined for blank lines and comments. */
  column?: number;
  /** What stands behind the last colon or dash. */
  value: string;
}

const KEY = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'[\]{},][^#[\]{},"']*?)[ \t]*:(?=[ \t]|$)[ \t]*/;

/** Finds the place of `offset`; undefined within a block of text, a comment or a flow collection. */
export function findYamlPlace(text: string, offset: number): YamlPlace | undefined {
  const chunk = splitDocuments(text).find(
    (part) => offset >= part.offset && offset <= part.offset + part.text.length,
  );
  const document = chunk?.text ?? '';
  const within = offset - (chunk?.offset ?? 0);
  const lineStart = document.lastIndexOf('\n', within - 1) + 1;
  const before = document.slice(lineStart, within);
  if (/(?:^|\s)#/.test(before) || /[[{][^\]}]*$/.test(before)) return undefined;
  const source = document.split('\n').map((line) => line.replace(/\r$/, ''));
  const lines = source.map(readLine);
  const number = document.slice(0, lineStart).split('\n').length - 1;
  const typed = readTyped(before);
  const parents = findParents(lines, number, typed);
  if (parents === undefined) return undefined;
  const rest = /^[\w./-]*/.exec(document.slice(within))?.[0] ?? '';
  const from = offset - typed.word.length;
  return {
    parents: typed.isItem ? [...parents, '[]'] : parents,
    ...(typed.field === undefined ? {} : { field: typed.field }),
    isItem: typed.isItem,
    word: typed.word,
    from,
    to: offset + rest.length,
    isTight: before.endsWith(':'),
    indent: typed.column,
    siblings: typed.field === undefined ? findSiblings(lines, number, typed.column) : [],
    document,
  };
}

interface Typed {
  /** Column of the field name (or of the item) that is being written. */
  column: number;
  /** Dashes on the line in front of the cursor. */
  dashes: readonly number[];
  isItem: boolean;
  field?: string;
  word: string;
}

function readTyped(before: string): Typed {
  const { entries } = readLine(before);
  const dashes = entries.filter(({ key }) => key === undefined).map(({ column }) => column);
  const field = entries.find(({ key }) => key !== undefined);
  const lead = /^\s*(?:-[ \t]+)*/.exec(before)?.[0].length ?? 0;
  const word = /[^\s"']*$/.exec(before)?.[0] ?? '';
  return field?.key === undefined
    ? { column: lead, dashes, isItem: dashes.length > 0, word: word === '-' ? '' : word }
    : {
        column: field.column,
        dashes,
        isItem: dashes.length > 0,
        field: field.key,
        word: before.endsWith(':') ? '' : word,
      };
}

function readLine(line: string): Line {
  const entries: Entry[] = [];
  let column = /^\s*/.exec(line)?.[0].length ?? 0;
  const first = column;
  let rest = line.slice(column);
  if (rest === '' || rest.startsWith('#') || /^---/.test(line)) return { entries, value: '' };
  for (let dash = /^-(?:[ \t]+|$)/.exec(rest); dash !== null; dash = /^-(?:[ \t]+|$)/.exec(rest)) {
    entries.push({ column });
    column += dash[0].length;
    rest = rest.slice(dash[0].length);
  }
  const key = KEY.exec(rest);
  if (key?.[1] !== undefined) {
    entries.push({ column, key: key[1].replace(/^(["'])(.*)\1$/, '$2') });
    rest = rest.slice(key[0].length);
  }
  return { entries, column: first, value: rest };
}

/** How far left an entry must begin to enclose what was reached so far. */
interface Bounds {
  keysBelow: number;
  dashesBelow: number;
}

/** Climbs from the cursor's line to the top, taking each field and dash that encloses what was reached so far. */
function findParents(lines: readonly Line[], number: number, typed: Typed): string[] | undefined {
  const [outerDash] = typed.dashes;
  const parents: string[] = typed.dashes.slice(1).map(() => '[]');
  let bounds = outerDash === undefined ? belowField(typed.column) : belowDash(outerDash);
  for (const line of lines.slice(0, number).reverse()) {
    for (const entry of [...line.entries].reverse()) {
      if (!encloses(entry, bounds)) continue;
      if (entry.key !== undefined && /^[|>]/.test(line.value)) return undefined;
      parents.unshift(entry.key ?? '[]');
      bounds = entry.key === undefined ? belowDash(entry.column) : belowField(entry.column);
    }
  }
  return parents;
}

function encloses({ key, column }: Entry, { keysBelow, dashesBelow }: Bounds): boolean {
  return column < (key === undefined ? dashesBelow : keysBelow);
}

function belowField(column: number): Bounds {
  return { keysBelow: column, dashesBelow: column };
}

/** A list may stand in the column of the field that holds it. */
function belowDash(column: number): Bounds {
  return { keysBelow: column + 1, dashesBelow: column };
}

function findSiblings(lines: readonly Line[], number: number, column: number): string[] {
  const siblings: string[] = [];
  const collect = (line: Line | undefined): void => {
    const entry = line?.entries.find(
      (candidate) => candidate.key !== undefined && candidate.column === column,
    );
    if (entry?.key !== undefined) siblings.push(entry.key);
  };
  if ((lines[number]?.column ?? column) >= column) {
    for (let above = number - 1; above >= 0; above--) {
      const line = lines[above];
      if (
        line?.column !== undefined &&
        line.column < column &&
        line.entries.every((entry) => entry.column !== column)
      )
        break;
      collect(line);
      if (line?.column !== undefined && line.column < column) break;
    }
  }
  for (let below = number + 1; below < lines.length; below++) {
    const line = lines[below];
    if (line?.column !== undefined && line.column < column) break;
    collect(line);
  }
  return siblings;
}
