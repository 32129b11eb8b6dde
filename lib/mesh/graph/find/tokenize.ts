/** One piece of a find expression; `at` is where it starts in the text. */
export type FindToken =
  | { kind: 'word'; text: string; quoted: boolean; at: number }
  | { kind: 'operator'; text: Operator; at: number }
  | { kind: 'open' | 'close' | 'not'; at: number };

/** Comparisons; `*=` contains, `^=` starts with, `$=` ends with. */
export type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=' | '*=' | '^=' | '$=' | '!*=' | '!^=' | '!$=';

/** Those that only numbers know. */
export const ORDERED: readonly Operator[] = ['>', '>=', '<', '<='];

const OPERATORS: readonly Operator[] = [
  '!*=',
  '!^=',
  '!$=',
  '!=',
  '>=',
  '<=',
  '*=',
  '^=',
  '$=',
  '=',
  '>',
  '<',
];
/** What else people write for the words that join. */
const JOINTS: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or' };
const QUOTES = '"\'';
/** What ends a bare word. */
const STOPS = '()=<>!"\'';

/** Cuts a find expression into tokens. Total: a quote that is not closed reaches to the end. */
export function tokenize(text: string): FindToken[] {
  const tokens: FindToken[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const blanks = /^\s+/.exec(rest)?.[0].length ?? 0;
    if (blanks > 0) {
      at += blanks;
      continue;
    }
    const { token, length } = readToken(rest, at);
    tokens.push(token);
    at += length;
  }
  return tokens;
}

function readToken(rest: string, at: number): { token: FindToken; length: number } {
  if (rest.startsWith('==')) return { token: { kind: 'operator', text: '=', at }, length: 2 };
  const operator = OPERATORS.find((candidate) => rest.startsWith(candidate));
  if (operator !== undefined)
    return { token: { kind: 'operator', text: operator, at }, length: operator.length };
  const joint = JOINTS[rest.slice(0, 2)];
  if (joint !== undefined) return { token: { kind: 'word', text: joint, quoted: false, at }, length: 2 };
  const first = rest.charAt(0);
  if (first === '(') return { token: { kind: 'open', at }, length: 1 };
  if (first === ')') return { token: { kind: 'close', at }, length: 1 };
  if (first === '!') return { token: { kind: 'not', at }, length: 1 };
  if (QUOTES.includes(first)) return readQuoted(rest, at, first);
  return readBare(rest, at);
}

function readQuoted(rest: string, at: number, quote: string): { token: FindToken; length: number } {
  const end = rest.indexOf(quote, 1);
  const text = end < 0 ? rest.slice(1) : rest.slice(1, end);
  return { token: { kind: 'word', text, quoted: true, at }, length: end < 0 ? rest.length : end + 1 };
}

function readBare(rest: string, at: number): { token: FindToken; length: number } {
  let length = 1;
  while (length < rest.length && !endsWord(rest, length)) length += 1;
  return { token: { kind: 'word', text: rest.slice(0, length), quoted: false, at }, length };
}

function endsWord(rest: string, at: number): boolean {
  const character = rest.charAt(at);
  if (/\s/.test(character) || STOPS.includes(character)) return true;
  if (JOINTS[rest.slice(at, at + 2)] !== undefined) return true;
  return '*^$'.includes(character) && rest.charAt(at + 1) === '=';
}
