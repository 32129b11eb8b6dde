import { matchLines } from './match-lines';

/** A stretch of a three-way merge; only a conflict needs a person. */
export interface MergeChunk {
  kind: 'same' | 'mine' | 'theirs' | 'both' | 'conflict';
  base: readonly string[];
  mine: readonly string[];
  theirs: readonly string[];
}

export type MergeChoice = 'mine' | 'theirs' | 'both';

/**
 * Lays two changes of one text over each other, line by line (diff3): what only one side changed is taken from it, what
 * both changed alike is taken once, and what they changed differently is a conflict.
 */
export function mergeTexts(base: string, mine: string, theirs: string): MergeChunk[] {
  const texts = { base: base.split('\n'), mine: mine.split('\n'), theirs: theirs.split('\n') };
  const toMine = new Map(matchLines(texts.base, texts.mine));
  const toTheirs = new Map(matchLines(texts.base, texts.theirs));
  const chunks: MergeChunk[] = [];
  const at = { base: 0, mine: 0, theirs: 0 };
  for (let line = 0; line <= texts.base.length; line++) {
    const isEnd = line === texts.base.length;
    const inMine = isEnd ? texts.mine.length : toMine.get(line);
    const inTheirs = isEnd ? texts.theirs.length : toTheirs.get(line);
    if (inMine === undefined || inTheirs === undefined) continue;
    addChange(chunks, {
      base: texts.base.slice(at.base, line),
      mine: texts.mine.slice(at.mine, inMine),
      theirs: texts.theirs.slice(at.theirs, inTheirs),
    });
    if (!isEnd) addSame(chunks, texts.base[line] ?? '');
    at.base = line + 1;
    at.mine = inMine + 1;
    at.theirs = inTheirs + 1;
  }
  return chunks;
}

/** The text of a merge; `choices` says by its place among all chunks what becomes of each conflict (mine by default). */
export function mergedText(
  chunks: readonly MergeChunk[],
  choices: Readonly<Record<number, MergeChoice>>,
): string {
  return chunks.flatMap((chunk, index) => linesOf(chunk, choices[index] ?? 'mine')).join('\n');
}

function linesOf({ kind, base, mine, theirs }: MergeChunk, choice: MergeChoice): readonly string[] {
  switch (kind) {
    case 'same':
      return base;
    case 'mine':
    case 'both':
      return mine;
    case 'theirs':
      return theirs;
    case 'conflict':
      if (choice === 'both') return [...theirs, ...mine];
      return choice === 'mine' ? mine : theirs;
    default:
      return kind satisfies never;
  }
}

type Sides = Omit<MergeChunk, 'kind'>;

function addChange(chunks: MergeChunk[], sides: Sides): void {
  const { base, mine, theirs } = sides;
  if (base.length + mine.length + theirs.length > 0) chunks.push({ kind: kindOfChange(sides), ...sides });
}

function kindOfChange({ base, mine, theirs }: Sides): MergeChunk['kind'] {
  if (isSame(mine, theirs)) return 'both';
  if (isSame(base, theirs)) return 'mine';
  return isSame(base, mine) ? 'theirs' : 'conflict';
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

function addSame(chunks: MergeChunk[], line: string): void {
  const last = chunks.at(-1);
  if (last?.kind === 'same') (last.base as string[]).push(line);
  else {
    const lines = [line];
    chunks.push({ kind: 'same', base: lines, mine: lines, theirs: lines });
  }
}
