/**
 * The small pattern language of health tolerances: literals, `.`, `\d`, classes such as `[1-9]`, `*`, `+` and `?`
 * after one of them, alternatives by `|`, and anchors, which change nothing because a pattern always has to match the
 * whole text. Matching walks the text once with the set of live positions, so no pattern can be slow. Groups, counted
 * repeats and the like need a full RE2 engine and are refused here.
 */
export interface TextPattern {
  matches(text: string): boolean;
}

type Symbol = (char: string) => boolean;

interface Step {
  accepts: Symbol;
  canSkip: boolean;
  canRepeat: boolean;
}

const ESCAPED_CLASSES: Readonly<Record<string, Symbol>> = {
  d: (char) => char >= '0' && char <= '9',
  w: (char) => /^[0-9A-Za-z_]$/.test(char),
  s: (char) => char === ' ' || char === '\t',
};

/** Compiles a pattern; undefined when it uses what this language lacks. */
export function compilePattern(pattern: string): TextPattern | undefined {
  const alternatives: Step[][] = [];
  for (const part of splitAlternatives(pattern)) {
    const steps = readSteps(part);
    if (steps === undefined) return undefined;
    alternatives.push(steps);
  }
  return { matches: (text) => alternatives.some((steps) => runSteps(steps, text)) };
}

function splitAlternatives(pattern: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '\\') i++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '|' && !inClass) {
      parts.push(pattern.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(pattern.slice(start));
  return parts;
}

function readSteps(text: string): Step[] | undefined {
  const begin = text.startsWith('^') ? 1 : 0;
  const end = text.endsWith('$') && !text.endsWith('\\$') ? text.length - 1 : text.length;
  const steps: Step[] = [];
  let i = begin;
  while (i < end) {
    const symbol = readSymbol(text, i, end);
    if (symbol === undefined) return undefined;
    i += symbol.length;
    const repeat = i < end ? text[i] : '';
    const isRepeat = repeat === '*' || repeat === '+' || repeat === '?';
    if (isRepeat) i++;
    steps.push({
      accepts: symbol.accepts,
      canSkip: repeat === '*' || repeat === '?',
      canRepeat: repeat === '*' || repeat === '+',
    });
  }
  return steps;
}

function readSymbol(text: string, at: number, end: number): { accepts: Symbol; length: number } | undefined {
  const char = text[at] ?? '';
  if (char === '.') return { accepts: () => true, length: 1 };
  if (char === '[') return readClass(text, at, end);
  if (char === '\\') return at + 1 < end ? readEscape(text[at + 1] ?? '') : undefined;
  if ('()*+?{}^$|]'.includes(char)) return undefined;
  return { accepts: (other) => other === char, length: 1 };
}

function readEscape(char: string): { accepts: Symbol; length: number } | undefined {
  const known = ESCAPED_CLASSES[char];
  if (known !== undefined) return { accepts: known, length: 2 };
  if (/^[0-9A-Za-z]$/.test(char)) return undefined;
  return { accepts: (other) => other === char, length: 2 };
}

function readClass(text: string, at: number, end: number): { accepts: Symbol; length: number } | undefined {
  const close = text.indexOf(']', at + 2);
  if (close < 0 || close >= end) return undefined;
  const body = text.slice(at + 1, close);
  if (body.includes('\\') || body.includes('[')) return undefined;
  const negated = body.startsWith('^');
  const ranges: [string, string][] = [];
  const members = negated ? body.slice(1) : body;
  for (let i = 0; i < members.length; i++) {
    const from = members[i] ?? '';
    if (members[i + 1] === '-' && i + 2 < members.length) {
      ranges.push([from, members[i + 2] ?? '']);
      i += 2;
    } else ranges.push([from, from]);
  }
  return {
    accepts: (char) => ranges.some(([from, to]) => char >= from && char <= to) !== negated,
    length: close - at + 1,
  };
}

function runSteps(steps: readonly Step[], text: string): boolean {
  let live = new Set<number>();
  addReachable(steps, live, 0);
  for (const char of text) {
    const next = new Set<number>();
    for (const position of live) {
      const step = steps[position];
      if (step?.accepts(char) !== true) continue;
      addReachable(steps, next, position + 1);
      if (step.canRepeat) addReachable(steps, next, position);
    }
    if (next.size === 0) return false;
    live = next;
  }
  return live.has(steps.length);
}

function addReachable(steps: readonly Step[], live: Set<number>, from: number): void {
  for (let position = from; !live.has(position); position++) {
    live.add(position);
    if (steps[position]?.canSkip !== true) return;
  }
}
