import type { FindError, FindExpression, ParsedFind } from './find-expression';
import type { FieldForm, FindFieldForm } from './find-field';
import { findField } from './find-fields';
import { type FindToken, type Operator, tokenize } from './tokenize';

const WORD_OPERATORS: Readonly<Record<string, Operator>> = {
  contains: '*=',
  startswith: '^=',
  endswith: '$=',
};
const NEGATED: Readonly<Partial<Record<Operator, Operator>>> = {
  '*=': '!*=',
  '^=': '!^=',
  '$=': '!$=',
  '=': '!=',
};
const ORDERED: readonly Operator[] = ['>', '>=', '<', '<='];
const NUMERIC: readonly Operator[] = [...ORDERED, '=', '!='];
/** Words people write that say nothing: `is idle`, `has mtls`. */
const FILLERS: readonly string[] = ['is', 'has'];
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
  const operator = takeOperator(parser);
  const field = token.quoted ? undefined : parser.find(token.text);
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
  const compare: FindExpression = { kind: 'compare', field: field.names[0], operator, value: value.text };
  if (field.number === undefined && field.texts === undefined) {
    return { message: `"${name.text}" is true or false: write it alone`, at: name.at };
  }
  if (field.number === undefined) {
    if (ORDERED.includes(operator))
      return { message: `"${name.text}" is a text: use = or contains`, at: name.at };
    return findValueProblem(field, operator, value) ?? compare;
  }
  if (!NUMERIC.includes(operator))
    return { message: `"${name.text}" is a number: use =, < or >`, at: name.at };
  return findNumberProblem(field, value) ?? compare;
}

function findNumberProblem(
  { names, range }: FieldForm,
  { text, at }: { text: string; at: number },
): FindError | undefined {
  const number = readNumber(text);
  if (number === undefined) return { message: `"${text}" is not a number`, at };
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

/** A number as people write it: `5`, `5%`, `20ms`, `1.5s`, `2k`; durations become milliseconds. `NaN` stands for a value that is missing. */
export function readNumber(text: string): number | undefined {
  if (text.toLowerCase() === 'nan') return Number.NaN;
  const match = /^(-?\d+(?:\.\d+)?)(%|ms|s|k|m|rps)?$/i.exec(text);
  if (match === null) return undefined;
  const factor = { s: 1_000, k: 1_000, m: 1_000_000 }[match[2]?.toLowerCase() ?? ''] ?? 1;
  return Number(match[1]) * factor;
}

function takeOperator(parser: Parser): Operator | undefined {
  const token = parser.tokens[parser.next];
  if (token?.kind === 'operator') {
    parser.next += 1;
    return token.text;
  }
  const negated = token?.kind === 'not' || (token !== undefined && isWord(token, 'not'));
  const word = parser.tokens[parser.next + Number(negated)];
  const operator =
    word?.kind === 'word' && !word.quoted ? WORD_OPERATORS[word.text.toLowerCase()] : undefined;
  if (operator === undefined) return undefined;
  parser.next += 1 + Number(negated);
  return negated ? NEGATED[operator] : operator;
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
