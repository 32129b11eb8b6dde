import type { FieldForm, FindFieldForm } from './find-field';
import { type FindToken, tokenize } from './tokenize';

/** One way to go on. */
export interface FindOption {
  /** What to put in place of what was begun. */
  text: string;
  help: string;
}

/** Ways to go on at a place in an expression; they replace the text from `from` to the place. */
export interface FindCompletion {
  from: number;
  options: readonly FindOption[];
}

/** The fields of a language that is written like the graph's find. */
export interface ExpressionLanguage {
  /** As they are offered. */
  fields: readonly FindOption[];
  find: FindFieldForm;
  /** Values of a text field that are known. */
  valuesOf: (name: string) => readonly string[];
}

const MOST = 8;
const JOINS: readonly FindOption[] = [
  { text: 'and', help: 'Both sides hold' },
  { text: 'or', help: 'One side holds' },
];
const TEXT_OPERATORS: readonly FindOption[] = [
  { text: '=', help: 'Is' },
  { text: '!=', help: 'Is not' },
  { text: 'contains', help: 'Has it somewhere' },
  { text: 'startswith', help: 'Starts with it' },
  { text: 'endswith', help: 'Ends with it' },
];
const NUMBER_OPERATORS: readonly FindOption[] = [
  { text: '>', help: 'More than' },
  { text: '<', help: 'Less than' },
  { text: '=', help: 'Exactly' },
];
const OPERATOR_WORDS: readonly string[] = ['contains', 'startswith', 'endswith'];
const JOIN_WORDS: readonly string[] = ['and', 'or', 'not', 'is', 'has'];

/** How an expression can go on at a place: fields, operators, values that are known, or a join. */
export function completeExpression(text: string, at: number, language: ExpressionLanguage): FindCompletion {
  const tokens = tokenize(text.slice(0, at));
  const last = tokens.at(-1);
  const begun = last?.kind === 'word' && endOf(last) === at ? last : undefined;
  const before = begun === undefined ? tokens : tokens.slice(0, -1);
  const typed = begun?.text.toLowerCase() ?? '';
  const options = optionsAfter(before, language).filter(
    (option) => option.text !== begun?.text && unquoted(option.text).toLowerCase().startsWith(typed),
  );
  return { from: begun?.at ?? at, options: options.slice(0, MOST) };
}

function optionsAfter(before: readonly FindToken[], language: ExpressionLanguage): readonly FindOption[] {
  const last = before.at(-1);
  const field = compared(before, language.find);
  if (field !== undefined) return valuesOf(field, language);
  if (last === undefined || last.kind === 'open' || last.kind === 'not' || isOneOf(last, JOIN_WORDS))
    return language.fields;
  if (last.kind !== 'word') return last.kind === 'close' ? JOINS : [];
  const isValue = compared(before.slice(0, -1), language.find) !== undefined;
  const named = last.quoted || isValue ? undefined : language.find(last.text);
  if (named === undefined) return JOINS;
  const joins = named.flag === undefined ? [] : JOINS;
  if (named.texts !== undefined) return [...TEXT_OPERATORS, ...joins];
  return named.number === undefined ? joins : [...NUMBER_OPERATORS, ...joins];
}

/** The field whose value comes next. */
function compared(before: readonly FindToken[], find: FindFieldForm): FieldForm | undefined {
  const operator = before.at(-1);
  if (operator === undefined) return undefined;
  if (operator.kind !== 'operator' && !isOneOf(operator, OPERATOR_WORDS)) return undefined;
  const previous = before.at(-2);
  const isNegated = previous !== undefined && (previous.kind === 'not' || isOneOf(previous, ['not']));
  const name = isNegated ? before.at(-3) : previous;
  return name?.kind === 'word' && !name.quoted ? find(name.text) : undefined;
}

function valuesOf(field: FieldForm, language: ExpressionLanguage): FindOption[] {
  const words = field.values === undefined ? language.valuesOf(field.names[0]) : Object.values(field.values);
  const distinct = [...new Set(words)].filter((word) => word !== '').sort();
  return distinct.map((word) => ({ text: quoted(word), help: field.help }));
}

function quoted(word: string): string {
  return tokenize(word).length === 1 ? word : `"${word}"`;
}

function unquoted(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1) : word;
}

function endOf(token: FindToken & { kind: 'word' }): number {
  return token.at + token.text.length + (token.quoted ? 1 : 0);
}

function isOneOf(token: FindToken, words: readonly string[]): boolean {
  return token.kind === 'word' && !token.quoted && words.includes(token.text.toLowerCase());
}
