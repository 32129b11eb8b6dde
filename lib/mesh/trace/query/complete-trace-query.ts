import { completeSets, isOutsideSets } from './complete-sets';
import {
  ATTRIBUTES,
  findAttribute,
  findIntrinsic,
  INTRINSICS,
  printTag,
  type QueryField,
  tagOf,
} from './query-fields';
import type { QueryOption } from './query-option';
import { KIND_WORDS, STATUS_WORDS } from './span-condition';

/** Ways to go on; they replace the text from `from` to the place that was asked about. */
export interface QueryCompletion {
  from: number;
  options: readonly QueryOption[];
}

/** What there is to choose from: tags by name, and values by field as a query names it. */
export interface QueryNames {
  tags: readonly string[];
  values: Readonly<Record<string, readonly string[]>>;
}

const MOST = 10;
const JOINS: readonly QueryOption[] = [
  { text: '&&', help: 'Both sides hold' },
  { text: '||', help: 'One side holds' },
  { text: '}', help: 'The end' },
];
const TEXT_OPERATORS: readonly QueryOption[] = [
  { text: '=', help: 'Is' },
  { text: '!=', help: 'Is not' },
  { text: '=~', help: 'Matches the pattern, whole' },
  { text: '!~', help: 'Does not match the pattern' },
];
const WORD_OPERATORS = TEXT_OPERATORS.slice(0, 2);
const NUMBER_OPERATORS: readonly QueryOption[] = ['>', '>=', '<', '<=', '=', '!='].map((text) => ({
  text,
  help:
    { '>': 'More than', '>=': 'At least', '<': 'Less than', '<=': 'At most', '=': 'Is', '!=': 'Is not' }[
      text
    ] ?? '',
}));
const DURATIONS = ['10ms', '100ms', '1s'].map((text) => ({
  text,
  help: 'A number and a unit: us, ms, s, m',
}));

/** A word, an operator, or a text in quotes that may still be open. */
const TOKEN =
  /"(?:[^"\\]|\\.)*"?|`[^`]*`?|&&|\|\||>>|<<|[=!]~|[!<>=]=|[{}()=!<>|]|(?:"[^"]*"?|[^\s{}()=!<>&|"`])+/gy;

/** How a query can go on at a place: fields, operators, values that are known, or a join. */
export function completeTraceQuery(text: string, at: number, names: QueryNames): QueryCompletion {
  const tokens = cut(text.slice(0, at));
  const last = tokens.at(-1);
  const begun =
    last !== undefined && last.at + last.text.length === at && isWord(last.text) ? last : undefined;
  const before = (begun === undefined ? tokens : tokens.slice(0, -1)).map((token) => token.text);
  const typed = begun?.text.toLowerCase() ?? '';
  const options = optionsAfter(before, names).filter(
    ({ text: offered }) => offered !== begun?.text && matches(offered.toLowerCase(), typed),
  );
  return { from: begun?.at ?? at, options: options.slice(0, MOST) };
}

/** The field whose values are being written at a place; undefined when it is something else. */
export function fieldAt(text: string, at: number): string | undefined {
  const tokens = cut(text.slice(0, at)).map((token) => token.text);
  const last = tokens.at(-1) ?? '';
  const [field, operator] = isOperator(last) ? [tokens.at(-2), last] : [tokens.at(-3), tokens.at(-2) ?? ''];
  return field !== undefined && isOperator(operator) && isField(field) ? field : undefined;
}

function cut(text: string): { text: string; at: number }[] {
  const tokens: { text: string; at: number }[] = [];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const [found] = TOKEN.exec(text) ?? [];
    if (found !== undefined) tokens.push({ text: found, at });
    at += found?.length ?? 1;
  }
  return tokens;
}

function optionsAfter(before: readonly string[], names: QueryNames): readonly QueryOption[] {
  const last = before.at(-1);
  if (last === undefined || isOutsideSets(before)) {
    return completeSets(before, { operators: NUMBER_OPERATORS, durations: DURATIONS });
  }
  if (isOperator(last)) return valuesOf(before.at(-2) ?? '', names);
  if (['{', '(', '!', '&&', '||'].includes(last)) return fieldsOf(names);
  const isValue = isOperator(before.at(-2) ?? '');
  if (!isValue && isField(last)) return operatorsOf(last);
  return isValue || last === ')' || last === 'true' ? JOINS : [];
}

function fieldsOf({ tags }: QueryNames): QueryOption[] {
  const known = [...INTRINSICS, ...ATTRIBUTES].map(({ name, help }) => ({ text: name, help }));
  const others = tags.filter((tag) => findAttribute(tag) === undefined);
  return [...known, ...others.map((tag) => ({ text: printTag(tag), help: 'A tag' }))];
}

function operatorsOf(field: string): readonly QueryOption[] {
  const type = typeOf(field);
  if (type === 'status' || type === 'kind') return WORD_OPERATORS;
  if (type === 'duration' || type === 'number') return NUMBER_OPERATORS;
  return type === undefined ? [...TEXT_OPERATORS, ...NUMBER_OPERATORS.slice(0, 4)] : TEXT_OPERATORS;
}

function valuesOf(field: string, { values }: QueryNames): readonly QueryOption[] {
  const type = typeOf(field);
  if (type === 'status') return STATUS_WORDS.map((text) => ({ text, help: 'Status of the span' }));
  if (type === 'kind') return Object.keys(KIND_WORDS).map((text) => ({ text, help: 'Kind of the span' }));
  if (type === 'duration') return DURATIONS;
  const known = values[field] ?? [];
  return known.map((value) => ({
    text: type === 'number' ? value : JSON.stringify(value),
    help: 'Seen lately',
  }));
}

/** What is known of a field by any of its names; undefined for tags. */
function typeOf(name: string): QueryField['type'] | undefined {
  const tag = tagOf(name);
  return (findIntrinsic(name) ?? (tag === undefined ? undefined : findAttribute(tag)))?.type;
}

function isField(text: string): boolean {
  return findIntrinsic(text) !== undefined || tagOf(text) !== undefined;
}

function isOperator(text: string): boolean {
  return /^(?:=|!=|=~|!~|>|>=|<|<=)$/.test(text);
}

function isWord(text: string): boolean {
  return !/^[{}()!<>=&|]/.test(text);
}

/** From its beginning, or from the beginning of one of its parts: `meth` finds `span.http.method`. */
function matches(offered: string, typed: string): boolean {
  if (typed === '') return true;
  const bare = typed.replace(/^["`]/, '');
  return (
    offered.startsWith(typed) ||
    offered.split(/[."`:/-]/).some((_, at, parts) => parts.slice(at).join('.').startsWith(bare))
  );
}
