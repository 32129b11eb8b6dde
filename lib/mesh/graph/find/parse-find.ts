import type { FindError, FindExpression, ParsedFind } from './find-expression';
import type { FieldForm, FindFieldForm } from './find-field';
import { findField } from './find-fields';
import { isUnit, readNumber } from './read-number';
import { type FindToken, type Operator, ORDERED, tokenize } from './tokenize';

const WORD_OPERATORS: Readonly<Record<string, Operator>> = {
  contains: '*=',
  startswith: '^=',
  endswith: '$=',
};
const NEGATED: Readonly<Record<Operator, Operator>> = {
  '!*=': '*=',
  '!^=': '^=',
  '!$=': '$=',
  '*=': '!*=',
  '^=': '!^=',
  '$=': '!$=',
  '=': '!=',
  '!=': '=',
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
};
const NUMERIC: readonly Operator[] = [...ORDERED, '=', '!='];
/** Words people write that say nothing: `is idle`, `has mtls`. */
const FILLERS: readonly string[] = ['is', 'has'];
/** What a number is called in messages, by what it counts. */
const NOUNS = {
  none: 'a number',
  percent: 'a number or a percentage',
  duration: 'a number of ms, or a duration like 1.5s',
  bytes: 'a number of bytes, or like 10kB',
  rate: 'a number',
} as const;
/** The most parentheses and negations inside each other. */
const DEPTH = 50;

/**
 * Parses Kiali's find and hide language, with parentheses and quotes added: `or` below `and` below `not`, words side by side
 * are joined by `and`, a word that is no field is searched in names. `find` knows the fields, those of the graph by default.
 */
export function parseFind(text: string, find: FindFieldForm = findField): ParsedFind {
  const parser: Parser = { tokens: tokenize(text), next: 0, end: text.length, depth: 0, find };
  if (parser.tokens.length === 0) return {};
  const expression = parseOr(parser);
  if ('message' in expression) return { error: expression };
  const rest = parser.tokens[parser.next];
  if (rest !== undefined) return { error: { message: 'This parenthesis was never opened', at: rest.at } };
  return { expression };
}

interface Parser {
  tokens: readonly FindToken[];
  next: number;
  end: number;
  depth: number;
  find: FindFieldForm;
}

type Outcome = FindExpression | FindError;

function parseOr(parser: Parser): Outcome {
  let left = parseAnd(parser);
  while (!('message' in left) && takeWord(parser, 'or')) {
    const right = parseAnd(parser);
    left = 'message' in right ? right : { kind: 'or', left, right };
  }
  return left;
}

function parseAnd(parser: Parser): Outcome {
  let left = parseNot(parser);
  while (!('message' in left)) {
    const joined = takeWord(parser, 'and');
    const token = parser.tokens[parser.next];
    if (!joined && (token === undefined || token.kind === 'close' || isWord(token, 'or'))) return left;
    const right = parseNot(parser);
    left = 'message' in right ? right : { kind: 'and', left, right };
  }
  return left;
}

function parseNot(parser: Parser): Outcome {
  skipFillers(parser);
  const token = parser.tokens[parser.next];
  if (token === undefined) return { message: 'Something is missing here', at: parser.end };
  if (parser.depth >= DEPTH) return { message: `More than ${DEPTH} levels`, at: token.at };
  if (token.kind === 'not' || isWord(token, 'not')) {
    parser.next += 1;
    parser.depth += 1;
    const inner = parseNot(parser);
    parser.depth -= 1;
    return 'message' in inner ? inner : { kind: 'not', inner };
  }
  return token.kind === 'open' ? parseParenthesis(parser, token) : parseTerm(parser);
}

function parseParenthesis(parser: Parser, open: FindToken): Outcome {
  parser.next += 1;
  parser.depth += 1;
  const inner = parseOr(parser);
  parser.depth -= 1;
  if ('message' in inner) return inner;
  if (parser.tokens[parser.next]?.kind !== 'close')
    return { message: 'This parenthesis is never closed', at: open.at };
  parser.next += 1;
  return inner;
}

function parseTerm(parser: Parser): Outcome {
  const token = parser.tokens[parser.next];
  if (token === undefined) return { message: 'Something is missing here', at: parser.end };
  const isJoint = isWord(token, 'and') || isWord(token, 'or');
  if (token.kind !== 'word' || isJoint) return { message: 'A field or a name belongs here', at: token.at };
  parser.next += 1;
  const field = token.quoted ? undefined : parser.find(token.text);
  const operator = takeOperator(parser, field);
  if (operator !== undefined) return parseComparison(parser, token, field, operator);
  if (field?.flag !== undefined) return { kind: 'flag', field: field.names[0] };
  return { kind: 'text', text: token.text };
}

function parseComparison(
  parser: Parser,
  name: FindToken & { kind: 'word' },
  field: FieldForm | undefined,
  operator: Operator,
): Outcome {
  if (field === undefined) return { message: `There is no field "${name.text}"`, at: name.at };
  const value = parser.tokens[parser.next];
  if (value?.kind !== 'word')
    return { message: `A value belongs after ${operator}`, at: value?.at ?? parser.end };
  parser.next += 1;
  if (field.number === undefined && field.texts === undefined) {
    return { message: `"${name.text}" is true or false: write it alone`, at: name.at };
  }
  const isNumber = field.number !== undefined || (field.numbers !== undefined && ORDERED.includes(operator));
  const text = isNumber ? value.text + takeUnit(parser, value, field) : value.text;
  const compare: FindExpression = { kind: 'compare', field: field.names[0], operator, value: text };
  if (!isNumber) {
    if (ORDERED.includes(operator))
      return { message: `"${name.text}" is a text: use = or contains`, at: name.at };
    return findValueProblem(field, operator, value) ?? compare;
  }
  if (!NUMERIC.includes(operator))
    return { message: `"${name.text}" is a number: use =, < or >`, at: name.at };
  return findNumberProblem(field, { ...value, text }) ?? compare;
}

/** The unit of a number, when it stands apart: `5 %`, `20 ms`. */
function takeUnit(
  parser: Parser,
  { text, quoted }: FindToken & { kind: 'word' },
  { measure }: FieldForm,
): string {
  const unit = parser.tokens[parser.next];
  const isOne = unit?.kind === 'word' && !unit.quoted && isUnit(unit.text, measure);
  if (!isOne || quoted || !/\d$|\.$/.test(text)) return '';
  parser.next += 1;
  return unit.text;
}

function findNumberProblem(
  { names, range, measure }: FieldForm,
  { text, at }: { text: string; at: number },
): FindError | undefined {
  const number = readNumber(text, measure);
  if (number === undefined) return { message: `"${text}" is not ${NOUNS[measure ?? 'none']}`, at };
  const [least, most] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (number < least || number > most) return { message: `"${names[0]}" is from ${least} to ${most}`, at };
  return undefined;
}

function findValueProblem(
  { names, values }: FieldForm,
  operator: Operator,
  { text, at }: { text: string; at: number },
): FindError | undefined {
  const isWhole = operator === '=' || operator === '!=';
  if (values === undefined || !isWhole || values[text.toLowerCase()] !== undefined) return undefined;
  return { message: `"${names[0]}" is one of ${[...new Set(Object.values(values))].join(', ')}`, at };
}

/** The operator that comes next, `not contains`, `! =` and `ns is shop` among them; nothing is taken where none comes. */
function takeOperator(parser: Parser, field: FieldForm | undefined): Operator | undefined {
  const isAt = (at: number, word: string): boolean => isWord(parser.tokens[at], word);
  const start = parser.next;
  const saysIs = isAt(start, 'is');
  const first = start + Number(saysIs);
  const isNegated = parser.tokens[first]?.kind === 'not' || isAt(first, 'not');
  const at = first + Number(isNegated);
  const token = parser.tokens[at];
  const operator = token === undefined ? undefined : operatorOf(token);
  if (operator !== undefined) {
    parser.next = at + 1;
    return isNegated ? NEGATED[operator] : operator;
  }
  const isComparable =
    field?.texts !== undefined || (field?.number !== undefined && field.flag === undefined);
  if (!saysIs || !isComparable || token?.kind !== 'word') return undefined;
  parser.next = at;
  return isNegated ? '!=' : '=';
}

function operatorOf(token: FindToken): Operator | undefined {
  if (token.kind === 'operator') return token.text;
  return token.kind === 'word' && !token.quoted ? WORD_OPERATORS[token.text.toLowerCase()] : undefined;
}

function takeWord(parser: Parser, word: string): boolean {
  if (!isWord(parser.tokens[parser.next], word)) return false;
  parser.next += 1;
  return true;
}

function isWord(token: FindToken | undefined, word: string): boolean {
  return token?.kind === 'word' && !token.quoted && token.text.toLowerCase() === word;
}

/** `is` alone is a name that is looked for. */
function skipFillers(parser: Parser): void {
  const isFiller = () => FILLERS.some((filler) => isWord(parser.tokens[parser.next], filler));
  while (isFiller() && ['word', 'not'].includes(parser.tokens[parser.next + 1]?.kind ?? '')) parser.next += 1;
}
